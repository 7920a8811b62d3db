//! What has to hold of a derivation that somebody else may have stored.

use super::Store;
use super::derivation::{Derivation, Kind, Output, Text};
use super::draft::{Draft, Paths};
use super::error::{StoreError, lossy};
use super::path::StorePath;

impl<B: Text> Store<B> {
    /// Whether the paths in a derivation are those that follow from it, and its builder is told them.
    pub fn check_derivation(&mut self, derivation: &Derivation) -> Result<(), StoreError> {
        match derivation.kind()? {
            Kind::Floating(_) | Kind::Impure => Ok(()),
            Kind::Fixed => {
                for (name, output) in derivation.outputs.iter() {
                    if let Some(path) = output.path() {
                        self.check_variable(derivation, name, path)?;
                    }
                }
                Ok(())
            }
            Kind::InputAddressed | Kind::Deferred => {
                self.load_inputs(derivation)?;
                let inputs = self.replaced(&derivation.name, &derivation.input_derivations)?;
                let Some(inputs) = inputs else {
                    return Ok(());
                };
                let mut draft = Draft::default();
                draft.write(&self.dir, derivation, Paths::Masked);
                draft.write_hashes(&inputs);
                let paths = self.output_paths(derivation, &draft)?;
                for ((name, output), path) in derivation.outputs.iter().zip(&paths) {
                    if let Output::InputAddressed(found) = output
                        && found != path
                    {
                        let (found, path) = (self.dir.print(found), self.dir.print(path));
                        return Err(StoreError::IncorrectOutput(found, path));
                    }
                    self.check_variable(derivation, name, path)?;
                }
                Ok(())
            }
        }
    }

    fn check_variable(
        &self,
        derivation: &Derivation,
        output: &[u8],
        path: &StorePath,
    ) -> Result<(), StoreError> {
        let (name, path) = (lossy(output), self.dir.print(path));
        match derivation.env.get(output) {
            None => Err(StoreError::MissingVariable(name, path)),
            Some(found) if found == path.as_bytes() => Ok(()),
            Some(found) => Err(StoreError::IncorrectVariable(name, path, lossy(found))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STRANGE: &str = "/nix/store/b8m03r63zqhnjf7l5wnldhh7c134ap5v-x";
    const HASH: &str = "0beec7b5ea3f0fdbc95d0dd47f3c5bc275da8a33";

    fn check(outputs: &str, env: &str) -> Result<(), String> {
        let mut store: Store = Store::default();
        let path = StorePath::from_base(b"b8m03r63zqhnjf7l5wnldhh7c134ap5v-t.drv").expect("a path");
        let text = format!(r#"Derive([{outputs}],[],[],"s","t",[],[{env}])"#);
        let derivation =
            Derivation::parse(store.dir(), &path, text.as_bytes()).expect("a derivation");
        store
            .check_derivation(&derivation)
            .map_err(|error| error.to_string())
    }

    #[test]
    fn paths_have_to_follow() {
        let right = "/nix/store/4f7i6v4w256pndqyvqmiyz1llh147klr-t";
        let fixed = format!(r#"("out","/x","sha1","{HASH}")"#);
        let stranger = format!(r#"("out","{STRANGE}","","")"#);
        for (outputs, env, message) in [
            (r#"("out","","","")"#, r#"("out","zz")"#, format!("derivation has incorrect environment variable 'out', should be '{right}' but is actually 'zz'")),
            (r#"("out","","","")"#, "", "derivation has missing environment variable 'out', should be '/nix/store/wl4zpfv8by1qd1hay7xmmmcgs497fwy5-t' but is not present".to_owned()),
            (&stranger, r#"("out","")"#, format!("derivation has incorrect output '{STRANGE}', should be '{right}'")),
            (&fixed, r#"("out","zz")"#, "derivation has incorrect environment variable 'out', should be '/nix/store/5nfmdrgc76ss8288lixbqb3mfmzrcdhc-t' but is actually 'zz'".to_owned()),
            (r#"("dev","","r:sha256",""),("out","","r:sha1","")"#, "", "all floating outputs must use the same hash algorithm".to_owned()),
            (&format!(r#"("dev","","",""),{stranger}"#), "", "can't mix derivation output types".to_owned()),
            ("", "", "must have at least one output".to_owned()),
        ] {
            assert_eq!(check(outputs, env), Err(message), "{outputs}");
        }
        assert_eq!(
            check(r#"("out","","r:sha256","")"#, r#"("out","zz")"#),
            Ok(())
        );
        let env = format!(r#"("out","{right}")"#);
        assert_eq!(check(&format!(r#"("out","{right}","","")"#), &env), Ok(()));
    }
}
