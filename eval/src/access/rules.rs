//! Which paths and addresses are allowed.

use super::{Refusal, file_of};
use crate::kernel::files::absolute;
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::ops::Bound;
use std::path::{Path, PathBuf};

/// How much of the world an evaluation may see.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AccessOptions {
    /// Whether it may see nothing: no file, no variable of the environment, no time and no system.
    pub pure: bool,
    /// Whether it may read the search path and `allowed_paths` only.
    pub restricted: bool,
    /// Paths that may be read although the evaluation is pure or restricted.
    pub allowed_paths: Vec<PathBuf>,
    /// What addresses that may be fetched in restricted evaluation begin with.
    pub allowed_uris: Vec<String>,
}

impl AccessOptions {
    /// Whether anything is refused.
    pub fn is_limited(&self) -> bool {
        self.pure || self.restricted
    }
}

/// The rules of an evaluation that is pure or restricted.
#[derive(Debug)]
pub struct Rules {
    pure: bool,
    /// The addresses, where these are restricted.
    uris: Option<Vec<String>>,
    /// Ordered by components, so that what is below a path follows it.
    allowed: RefCell<BTreeSet<PathBuf>>,
}

impl Rules {
    /// The rules that the options make, if they refuse anything.
    pub fn new(options: &AccessOptions) -> Option<Self> {
        let allowed = options.allowed_paths.iter().map(|path| absolute(path));
        options.is_limited().then(|| Self {
            pure: options.pure,
            uris: options.restricted.then(|| options.allowed_uris.clone()),
            allowed: RefCell::new(allowed.collect()),
        })
    }

    /// Allows a path and what is below it.
    pub fn allow(&self, path: &Path) {
        self.allowed.borrow_mut().insert(path.to_owned());
    }

    /// Refuses a path unless it is allowed, below an allowed one, or on the way to one.
    pub fn check(&self, path: &Path) -> Result<(), Refusal> {
        let allowed = self.allowed.borrow();
        let below = path.ancestors().any(|folder| allowed.contains(folder));
        let on_the_way = || {
            let from = (Bound::Included(path), Bound::Unbounded);
            let next = allowed.range::<Path, _>(from).next();
            next.is_some_and(|next| next.starts_with(path))
        };
        if below || on_the_way() {
            Ok(())
        } else if self.pure {
            Err(Refusal::Impure(path.to_owned()))
        } else {
            Err(Refusal::Restricted(path.to_owned()))
        }
    }

    /// Refuses an address unless an allowed one is its beginning.
    pub fn check_uri(&self, uri: &str) -> Result<(), Refusal> {
        let Some(uris) = &self.uris else {
            return Ok(());
        };
        if uris.iter().any(|prefix| begins_with(uri, prefix)) {
            return Ok(());
        }
        match file_of(uri) {
            Some(path) => self.check(&path),
            None => Err(Refusal::Uri(uri.to_owned())),
        }
    }
}

/// Whether an address is an allowed one, or lies below it: whole components, or a whole scheme such as `https:`.
fn begins_with(uri: &str, prefix: &str) -> bool {
    match uri.strip_prefix(prefix) {
        None => false,
        Some(rest) => {
            rest.is_empty()
                || !prefix.is_empty()
                    && (prefix.ends_with('/') || rest.starts_with('/') || is_scheme(prefix))
        }
    }
}

fn is_scheme(prefix: &str) -> bool {
    prefix.strip_suffix(':').is_some_and(|name| {
        !name.is_empty()
            && name
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
    })
}
