//! Writes lines of a script.

use messages::{Messages, Value};

use crate::collect::quote;

/// Writes lines of a script, indented, with comments and messages in the reader's language.
pub(in crate::collect) struct Writer<'a> {
    messages: &'a Messages,
    text: String,
    depth: usize,
}

impl<'a> Writer<'a> {
    pub(super) fn new(messages: &'a Messages) -> Writer<'a> {
        Writer { messages, text: String::new(), depth: 0 }
    }

    /// A line of code.
    pub(super) fn line(&mut self, code: &str) {
        if !code.is_empty() {
            self.text.extend(std::iter::repeat_n("    ", self.depth));
            self.text.push_str(code);
        }
        self.text.push('\n');
    }

    /// A line of code and, indented, what belongs to it. The brace that closes it is the next line.
    pub(super) fn block(&mut self, head: &str, body: impl FnOnce(&mut Self)) {
        self.line(head);
        self.depth += 1;
        body(self);
        self.depth -= 1;
    }

    /// A comment.
    pub(super) fn comment(&mut self, id: &str) {
        for line in self.messages.text(id, &[]).lines() {
            self.line(&format!("# {line}"));
        }
    }

    /// A message as a literal. For the `-f` operator `{0}`, `{1}` and so on stand in the places of `args`.
    pub(super) fn said(&self, id: &str, args: &[&str]) -> String {
        let places: Vec<(&str, Value)> =
            args.iter().enumerate().map(|(at, name)| (*name, Value::from(format!("{{{at}}}")))).collect();
        quote(&self.messages.text(id, &places))
    }

    /// The script.
    pub(super) fn finish(self) -> String {
        self.text
    }
}
