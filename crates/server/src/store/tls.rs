//! Addresses of `PostgreSQL`, and how connections to it are encrypted: `sslmode` and `sslrootcert` say there what they say to its
//! own programs, so that one address does for all of them.

use std::error::Error;
use std::path::Path;
use std::pin::Pin;
use std::sync::Arc;

use futures_util::FutureExt;
use postgres::config::SslMode;
use postgres::{Client, NoTls};
use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::client::verify_server_name;
use rustls::crypto::{CryptoProvider, ring, verify_tls12_signature, verify_tls13_signature};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::server::ParsedCertificate;
use rustls::{CertificateError, ClientConfig, DigitallySignedStruct, RootCertStore, SignatureScheme};
use tokio_postgres::Config;
use tokio_postgres::config::Host;
use tokio_postgres_rustls::MakeRustlsConnect;

use super::{Result, StoreError};

/// Where a database is, and how it is talked to.
#[derive(Clone)]
pub struct Address {
    config: Config,
    /// `None`: never encrypted.
    tls: Option<MakeRustlsConnect>,
}

impl Address {
    /// Reads an address such as `postgres://user:password@host/name?sslmode=verify-full`.
    pub fn parse(address: &str) -> Result<Address> {
        let (mut mode, mut roots) = ("prefer".to_owned(), None);
        let (place, options) = address.split_once('?').unwrap_or((address, ""));
        let mut others = Vec::new();
        for option in options.split('&').filter(|option| !option.is_empty()) {
            let decoded = |value: &str| crate::http::percent::decode(value);
            match option.split_once('=') {
                Some(("sslmode", value)) => mode = decoded(value),
                Some(("sslrootcert", value)) => roots = Some(decoded(value)),
                _ => others.push(option),
            }
        }
        let mut config: Config = format!("{place}?{}", others.join("&"))
            .parse()
            .map_err(|error: postgres::Error| StoreError::Database(explain(&error)))?;
        // A socket of this computer needs no encryption, and has none.
        let is_here = config.get_hosts().iter().all(|host| !matches!(host, Host::Tcp(_)));
        let checks = Checks::of(&mode, roots.is_some())?;
        config.ssl_mode(match checks {
            _ if is_here => SslMode::Disable,
            None => SslMode::Disable,
            Some(_) if mode == "prefer" => SslMode::Prefer,
            Some(_) => SslMode::Require,
        });
        let checks = checks.filter(|_| !is_here);
        let tls = checks.map(|checks| connector(checks, roots.as_deref())).transpose()?;
        Ok(Address { config, tls })
    }

    /// Makes a connection.
    pub fn connect(&self) -> std::result::Result<Client, postgres::Error> {
        let config = postgres::Config::from(self.config.clone());
        match &self.tls {
            Some(tls) => config.connect(tls.clone()),
            None => config.connect(NoTls),
        }
    }

    /// Makes a connection that several may use at the same time, and what has to run for as long as it lasts.
    pub async fn connect_shared(
        &self,
    ) -> std::result::Result<
        (tokio_postgres::Client, Pin<Box<dyn Future<Output = ()> + Send>>),
        postgres::Error,
    > {
        if let Some(tls) = &self.tls {
            let (client, connection) = self.config.connect(tls.clone()).await?;
            return Ok((client, Box::pin(connection.map(drop))));
        }
        let (client, connection) = self.config.connect(NoTls).await?;
        Ok((client, Box::pin(connection.map(drop))))
    }
}

/// What of a certificate is checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Checks {
    /// Nothing: whoever only listens learns nothing, but whoever can change what is sent can.
    Nothing,
    /// Who issued it.
    Issuer,
    /// Who issued it, and for which name.
    IssuerAndName,
}

impl Checks {
    /// What an `sslmode` asks for; `None`: no encryption.
    fn of(mode: &str, has_roots: bool) -> Result<Option<Checks>> {
        Ok(match mode {
            "disable" => None,
            // As the programs of PostgreSQL take it.
            "require" if has_roots => Some(Checks::Issuer),
            "prefer" | "require" => Some(Checks::Nothing),
            "verify-ca" => Some(Checks::Issuer),
            "verify-full" => Some(Checks::IssuerAndName),
            _ => {
                return Err(StoreError::Database(
                    "its sslmode must be disable, prefer, require, verify-ca or verify-full".to_owned(),
                ));
            }
        })
    }
}

fn connector(checks: Checks, roots: Option<&str>) -> Result<MakeRustlsConnect> {
    let provider = Arc::new(ring::default_provider());
    let verifier = Verifier::new(checks, roots, &provider)?;
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|error| StoreError::Database(error.to_string()))?
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(verifier))
        .with_no_client_auth();
    Ok(MakeRustlsConnect::new(config))
}

/// What decides whether a certificate will do.
#[derive(Debug)]
struct Verifier {
    checks: Checks,
    /// `None` where nothing is checked.
    chains: Option<Arc<WebPkiServerVerifier>>,
    /// Certificates that were named themselves. A server that issued its own has one that can issue others, which is
    /// no server's by the rules; but whoever named it means it.
    named: Vec<CertificateDer<'static>>,
    provider: Arc<CryptoProvider>,
}

impl Verifier {
    fn new(checks: Checks, roots: Option<&str>, provider: &Arc<CryptoProvider>) -> Result<Verifier> {
        let (mut chains, mut named) = (None, Vec::new());
        if checks != Checks::Nothing {
            let mut store = RootCertStore::empty();
            match roots.filter(|roots| *roots != "system") {
                Some(file) => {
                    named = read(Path::new(file))?;
                    for certificate in &named {
                        store.add(certificate.clone()).map_err(|error| {
                            StoreError::Database(format!("a certificate in {file} can't be used: {error}"))
                        })?;
                    }
                }
                None => {
                    store.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
                }
            }
            let made = WebPkiServerVerifier::builder_with_provider(Arc::new(store), Arc::clone(provider));
            chains = Some(made.build().map_err(|_| {
                let message = "this computer trusts nobody to issue certificates: install ca-certificates, or name a \
                               certificate with sslrootcert=FILE";
                StoreError::Database(message.to_owned())
            })?);
        }
        Ok(Verifier { checks, chains, named, provider: Arc::clone(provider) })
    }
}

/// The certificates in a file.
fn read(file: &Path) -> Result<Vec<CertificateDer<'static>>> {
    let problem = |what: &dyn std::fmt::Display| {
        let file = file.display();
        StoreError::Database(format!("{file}, which sslrootcert names, can't be used: {what}"))
    };
    let found = CertificateDer::pem_file_iter(file).map_err(|error| problem(&error))?;
    let found = found.collect::<std::result::Result<Vec<_>, _>>().map_err(|error| problem(&error))?;
    if found.is_empty() { Err(problem(&"there is no certificate in it")) } else { Ok(found) }
}

impl ServerCertVerifier for Verifier {
    fn verify_server_cert(
        &self,
        certificate: &CertificateDer<'_>,
        between: &[CertificateDer<'_>],
        name: &ServerName<'_>,
        stapled: &[u8],
        now: UnixTime,
    ) -> std::result::Result<ServerCertVerified, rustls::Error> {
        let Some(chains) = &self.chains else { return Ok(ServerCertVerified::assertion()) };
        let verified = if self.named.contains(certificate) {
            let parsed = ParsedCertificate::try_from(certificate)?;
            verify_server_name(&parsed, name).map(|()| ServerCertVerified::assertion())
        } else {
            chains.verify_server_cert(certificate, between, name, stapled, now)
        };
        match verified {
            // The name is looked at when all else is well.
            Err(rustls::Error::InvalidCertificate(
                CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. },
            )) if self.checks != Checks::IssuerAndName => Ok(ServerCertVerified::assertion()),
            verified => verified,
        }
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> std::result::Result<HandshakeSignatureValid, rustls::Error> {
        let algorithms = &self.provider.signature_verification_algorithms;
        verify_tls12_signature(message, certificate, signed, algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> std::result::Result<HandshakeSignatureValid, rustls::Error> {
        let algorithms = &self.provider.signature_verification_algorithms;
        verify_tls13_signature(message, certificate, signed, algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider.signature_verification_algorithms.supported_schemes()
    }
}

/// What the server of the database says of an error, without the values that it may name.
pub fn explain(error: &postgres::Error) -> String {
    if let Some(said) = error.as_db_error() {
        return format!("{} ({})", said.message(), said.code().code());
    }
    let Some(source) = error.source() else { return error.to_string() };
    if source.to_string() == "server does not support TLS" {
        return "its server takes no encrypted connections, and the address asks for one: switch ssl on there, or say \
                sslmode=disable where nobody else is on the way"
            .to_owned();
    }
    let inner = source.downcast_ref::<std::io::Error>().and_then(std::io::Error::get_ref);
    match inner.and_then(|inner| inner.downcast_ref()) {
        Some(rustls::Error::InvalidCertificate(problem)) => doubt(problem),
        _ => format!("{error}: {source}"),
    }
}

/// What is wrong with a certificate.
fn doubt(problem: &CertificateError) -> String {
    match problem {
        CertificateError::UnknownIssuer | CertificateError::BadSignature => {
            "its server's certificate was issued by nobody who is trusted here: it may be somebody else's. Name the \
             certificate of who issued it with sslrootcert=FILE"
                .to_owned()
        }
        CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
            "its server's certificate is for another name: it may be somebody else's. Address the server by the name that \
             its certificate has"
                .to_owned()
        }
        CertificateError::Expired | CertificateError::ExpiredContext { .. } => {
            "its server's certificate has expired: renew it".to_owned()
        }
        other => format!("its server's certificate can't be used: {other}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_addresses_ask_for() {
        let tcp = "postgres://me@db.contoso.com/muster";
        for (address, mode, encrypts) in [
            (tcp.to_owned(), SslMode::Prefer, true),
            (format!("{tcp}?sslmode=disable"), SslMode::Disable, false),
            (format!("{tcp}?sslmode=prefer&application_name=a"), SslMode::Prefer, true),
            (format!("{tcp}?sslmode=require"), SslMode::Require, true),
            ("postgres://me@%2Ftmp%2Fsocket/muster?sslmode=require".to_owned(), SslMode::Disable, false),
        ] {
            let parsed = Address::parse(&address).ok().unwrap();
            assert_eq!((parsed.config.get_ssl_mode(), parsed.tls.is_some()), (mode, encrypts), "{address}");
        }
        for (address, wanted) in [
            (
                format!("{tcp}?sslmode=allow"),
                "its sslmode must be disable, prefer, require, verify-ca or verify-full",
            ),
            (
                format!("{tcp}?sslmode=verify-full&sslrootcert=/nowhere"),
                "/nowhere, which sslrootcert names, can't be used",
            ),
            (format!("{tcp}?sslcert=a"), "unknown option `sslcert`"),
        ] {
            let error = Address::parse(&address).err().unwrap().to_string();
            assert!(error.contains(wanted), "{address}: {error}");
        }
    }

    #[test]
    fn what_is_checked() {
        for (mode, has_roots, wanted) in [
            ("disable", true, None),
            ("prefer", true, Some(Checks::Nothing)),
            ("require", false, Some(Checks::Nothing)),
            ("require", true, Some(Checks::Issuer)),
            ("verify-ca", false, Some(Checks::Issuer)),
            ("verify-full", false, Some(Checks::IssuerAndName)),
        ] {
            assert_eq!(Checks::of(mode, has_roots).ok(), Some(wanted), "{mode}");
        }
    }
}
