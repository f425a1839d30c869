//! The only place that talks to the service: a worker of its own, in every tab, of which one at a time sends.
