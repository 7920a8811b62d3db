//! Texts that stand for output paths that are not known before a build.

use super::hash::encode_nix32;
use super::path::{StorePath, compress, output_path_name};
use sha2::{Digest, Sha256};

/// What stands for a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placeholder {
    hash: [u8; 32],
}

impl Placeholder {
    /// What stands, inside a derivation, for the path of its own output.
    pub fn own(output: &[u8]) -> Self {
        Self::of(&[b"nix-output:", output])
    }

    /// What stands for the output of a derivation that says it only once it is built.
    pub fn upstream(derivation: &StorePath, output: &[u8]) -> Self {
        let name = derivation.name();
        let name = name.strip_suffix(".drv").unwrap_or(name);
        let digest = derivation.digest().as_bytes();
        let name = output_path_name(name, output);
        Self::of(&[b"nix-upstream-output:", digest, b":", &name])
    }

    /// What stands for the output of a derivation that this one stands for.
    pub fn output_of(&self, output: &[u8]) -> Self {
        let digest = encode_nix32(&compress(&self.hash));
        Self::of(&[b"nix-computed-output:", digest.as_bytes(), b":", output])
    }

    fn of(parts: &[&[u8]]) -> Self {
        let mut hasher = Sha256::new();
        for part in parts {
            hasher.update(part);
        }
        Self {
            hash: hasher.finalize().into(),
        }
    }

    /// The text.
    pub fn render(&self) -> String {
        format!("/{}", encode_nix32(&self.hash))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_outputs() {
        let render = |output| Placeholder::own(output).render();
        assert_eq!(
            render(b"out"),
            "/1rz4g4znpzjwh1xymhjpm42vipw92pr73vdgl6xs1hycac8kf2n9"
        );
        assert_eq!(
            render(b"a b"),
            "/1izdzsvidrzm38sdf385bijjqdkh15yc39hilydh6n0s6999lwfq"
        );
    }

    #[test]
    fn outputs_of_others() {
        let path = |base: &str| StorePath::from_base(base.as_bytes()).expect("a path");
        let ca = path("809hd68vvfpi7cnll3ilvwg5qng30ymh-ca.drv");
        let render = |output| Placeholder::upstream(&ca, output).render();
        assert_eq!(
            render(b"out"),
            "/0175br9dnq4yrfgdm65nfy660im9l7d7swg83l51hkjl9ib1pb9g"
        );
        assert_eq!(
            render(b"dev"),
            "/0n40qcrmrsv91dsw86nd9mn7gi2jhyjka78s63b7h9cjnz66cfvh"
        );

        let made =
            Placeholder::upstream(&path("2i4hmwscilv0m8absrvj3acqxysvpfdi-x.drv.drv"), b"out");
        assert_eq!(
            made.render(),
            "/0jq8v86i64wkqmg4d8h800z8ka5fx34hl94rrwpibxy27wibcznf"
        );
        let once = made.output_of(b"out");
        assert_eq!(
            once.render(),
            "/1g23rpd4zjh0dvnp8hp6bxwz29zdcfgf0zsxzjabqdk0164ra3c4"
        );
        assert_eq!(
            once.output_of(b"dev").render(),
            "/1372lwcj0jh9xglydf0wzjf2412r59n41c00lplkxp6bqj1ci9il"
        );
    }
}
