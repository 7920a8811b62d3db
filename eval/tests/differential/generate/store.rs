//! Derivations and strings that depend on store paths: what they are made of, and how they are used.

use super::Generator;
use crate::program::Node;
use crate::types::Type;

/// Names of derivations; the last are none.
const PACKAGE_NAMES: [&str; 12] = [
    "\"pkg\"",
    "\"pkg\"",
    "\"pkg-1.2\"",
    "\"lib+x_y-0.1?=\"",
    "\"alpha\"",
    "\"beta-2\"",
    "\"doc\"",
    "\"source\"",
    "\"pkg.drv\"",
    "\"two words\"",
    "\".hidden\"",
    "\"\"",
];

/// Bindings that have a meaning of their own, mostly a good one.
const SETTINGS: [&str; 26] = [
    "__structuredAttrs = true;",
    "__structuredAttrs = true;",
    "__structuredAttrs = false;",
    "__ignoreNulls = true;",
    "__ignoreNulls = true;",
    "__ignoreNulls = \"yes\";",
    "__contentAddressed = true;",
    "__contentAddressed = false;",
    "__impure = true;",
    "__impure = false;",
    "__json = \"{}\";",
    "__json = ''{ \"alpha\": [1, 2.50], \"beta\": null }'';",
    "passAsFile = [ \"alpha\" ];",
    "preferLocalBuild = true;",
    "allowedReferences = [ \"out\" ];",
    "disallowedReferences = [ ];",
    "outputChecks.out.maxSize = 1024;",
    "outputChecks.out = { allowedReferences = [ \"dev\" ]; };",
    "exportReferencesGraph = [ \"graph\" ./fixture/text.txt ];",
    "impureEnvVars = [ \"http_proxy\" ];",
    "requiredSystemFeatures = [ \"kvm\" ];",
    "meta = { license = [ \"free\" ]; priority = 1.5; };",
    "outputHashMode = \"recursive\";",
    "outputHashMode = \"text\";",
    "outputHashAlgo = \"sha256\";",
    "outputHash = null;",
];

const OUTPUTS: [&str; 14] = [
    "[ \"out\" ]",
    "[ \"out\" \"dev\" ]",
    "[ \"dev\" \"out\" ]",
    "[ \"bin\" ]",
    "[ \"out\" \"lib\" \"dev\" ]",
    "[ \"out\" \"dev\" ]",
    "[ \"dev\" ]",
    "[ \"out\" \"doc\" ]",
    "[ ]",
    "[ \"out\" \"out\" ]",
    "[ \"drvPath\" ]",
    "[ \"a b\" ]",
    "[ 1 ]",
    "\"out\"",
];

/// What makes an output a fixed one; the last are wrong.
const FIXED: [&str; 16] = [
    "outputHash = \"sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\";",
    "outputHash = \"sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\"; outputHashMode = \"recursive\";",
    "outputHashAlgo = \"sha256\"; outputHash = \"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\";",
    "outputHashAlgo = \"sha256\"; outputHash = \"0mdqa9w1p6cmli6976v4wi0sw9r4p5prkj7lzfd1877wk11c9c73\"; outputHashMode = \"nar\";",
    "outputHashAlgo = \"sha1\"; outputHash = \"a9993e364706816aba3e25717850c26c9cd0d89d\"; outputHashMode = \"flat\";",
    "outputHashAlgo = \"md5\"; outputHash = \"900150983cd24fb0d6963f7d28e17f72\";",
    "outputHashAlgo = \"sha512\"; outputHash = \"sha512-z4PhNX7vuL3xVChQ1m2AB9Yg5AULVxXcg/SpIdNs6c5H0NE8XYXysP+DGNKHfuwvY7kxvUdBeoGlODJ6+SfaPg==\";",
    "outputHash = \"\"; outputHashAlgo = \"sha256\";",
    "outputHash = \"sha1:a9993e364706816aba3e25717850c26c9cd0d89d\"; outputHashAlgo = null;",
    "outputHash = \"\";",
    "outputHash = \"e3b0c442\"; outputHashAlgo = \"sha256\";",
    "outputHash = \"sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\"; outputHashAlgo = \"sha1\";",
    "outputHash = \"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\";",
    "outputHash = \"900150983cd24fb0d6963f7d28e17f72\"; outputHashAlgo = \"md6\";",
    "outputHashAlgo = \"sha256\"; outputHashMode = \"recursive\"; __contentAddressed = true;",
    "outputHash = \"sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\"; outputHashMode = \"deep\";",
];

/// The simplest derivation, and the simplest attributes of one.
pub(super) const DERIVATION: &str =
    "(derivation { name = \"pkg\"; system = \"any\"; builder = \"b\"; })";
pub(super) const RECIPE: &str = "{ name = \"pkg\"; system = \"any\"; builder = \"b\"; }";

/// Simple derivations of each kind.
pub(super) const DERIVATIONS: [&str; 7] = [
    DERIVATION,
    DERIVATION,
    "(derivation { name = \"two\"; system = \"any\"; builder = \"b\"; outputs = [ \"out\" \"dev\" ]; })",
    "(derivation { name = \"fixed\"; system = \"any\"; builder = \"b\"; outputHash = \"sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\"; })",
    "(derivation { name = \"structured\"; system = \"any\"; builder = \"b\"; __structuredAttrs = true; value = [ 1 ]; })",
    "(derivation { name = \"contents\"; system = \"any\"; builder = \"b\"; __contentAddressed = true; outputHashMode = \"recursive\"; outputHashAlgo = \"sha256\"; })",
    "(derivation { name = \"source\"; system = \"any\"; builder = \"b\"; src = ./fixture/folder; })",
];

impl Generator<'_> {
    /// A derivation, or one of its outputs, or what a function makes of one.
    pub(super) fn derivation(&mut self, size: u32) -> Node {
        let part = self.share(size, 2);
        match self.below(12) {
            0 => {
                let derivation = self.expression(&Type::Derivation, size - 1);
                let output = self.pick(&["out", "out", "out", "dev", "outputName", "all"]);
                Node::new(&format!("(#).{output}"), [derivation])
            }
            1 => {
                let derivation = self.expression(&Type::Derivation, part);
                let value = self.random_type(1);
                let value = self.expression(&value, part);
                Node::new(
                    self.pick(&["(# // { passthru = #; })", "(# // { outputName = #; })"]),
                    [derivation, value],
                )
            }
            2 => {
                let recipes = [
                    self.expression(&Type::Recipe, part),
                    self.expression(&Type::Recipe, part),
                ];
                Node::new("(derivation (# // #))", recipes)
            }
            3 => {
                let path = self.expression(&Type::String, size - 1);
                Node::new(
                    "{ type = \"derivation\"; name = \"like\"; outPath = #; }",
                    [path],
                )
            }
            _ => {
                let recipe = self.expression(&Type::Recipe, size - 1);
                Node::new("(derivation #)", [recipe])
            }
        }
    }

    /// The attributes of a derivation.
    pub(super) fn recipe(&mut self, size: u32) -> Node {
        let count = 1 + self.below(4);
        let part = self.share(size, count + 2);
        let mut bindings = vec![self.package_name(part), self.builder(part)];
        if !self.chance(self.mischief / 3) {
            bindings.push(Node::text(self.pick(&[
                "system = \"x86_64-linux\";",
                "system = \"x86_64-linux\";",
                "system = builtins.currentSystem;",
                "system = \"any\";",
            ])));
        }
        if self.chance(250) {
            let good = if self.chance(300) { OUTPUTS.len() } else { 8 };
            let outputs = OUTPUTS[self.below(good)];
            bindings.push(Node::text(format!("outputs = {outputs};")));
        }
        let mut settings = Vec::new();
        if self.chance(300) {
            let good = if self.chance(250) { FIXED.len() } else { 9 };
            settings.push(FIXED[self.below(good)]);
        }
        while self.chance(300) {
            settings.push(self.pick(&SETTINGS));
        }
        // Others are laid over it, because the same name twice is an error of the syntax.
        let first = settings.pop();
        bindings.extend(first.map(Node::text));
        if self.chance(250) {
            let element = self.variable_type();
            let arguments = self.expression(&Type::list(element), part);
            bindings.push(Node::new("args = #;", [arguments]));
        }
        for name in self.fresh_names(count) {
            if name == "name" || name == "args" {
                continue;
            }
            let of = self.variable_type();
            let value = self.expression(&of, part);
            bindings.push(Node::new(&format!("{name} = #;"), [value]));
        }
        self.shuffle(&mut bindings);
        let whole = Node::sequence("{", bindings, " }");
        if settings.is_empty() {
            return whole;
        }
        let over = settings
            .into_iter()
            .map(|text| Node::new("// { % }", [Node::text(text)]));
        let over = Node::sequence("", over, "");
        Node::new("(##)", [whole, over])
    }

    fn package_name(&mut self, size: u32) -> Node {
        let of = if self.chance(self.mischief) {
            self.random_type(1)
        } else {
            Type::String
        };
        if self.chance(80) {
            return Node::new("name = #;", [self.expression(&of, size)]);
        }
        let good = if self.chance(100) {
            PACKAGE_NAMES.len()
        } else {
            8
        };
        let name = PACKAGE_NAMES[self.below(good)];
        Node::text(format!("name = {name};"))
    }

    fn builder(&mut self, size: u32) -> Node {
        match self.below(8) {
            0..=2 => Node::text("builder = \"/bin/sh\";"),
            3 => Node::text("builder = \"builtin:fetchurl\";"),
            4 => Node::text("builder = ./fixture/text.txt;"),
            5 => Node::new(
                "builder = \"${#}/bin/build\";",
                [self.expression(&Type::Derivation, size)],
            ),
            6 => Node::new("builder = #;", [self.expression(&Type::Derivation, size)]),
            _ => Node::new("builder = #;", [self.expression(&Type::String, size)]),
        }
    }

    /// The type of a variable of a builder's environment: one that can be a string, mostly.
    fn variable_type(&mut self) -> Type {
        match self.below(14) {
            0..=2 => Type::String,
            3..=5 => Type::Derivation,
            6 => Type::Path,
            7 => Type::Int,
            8 => Type::Bool,
            9 => Type::Null,
            10 => Type::list(Type::Derivation),
            11 => Type::list(Type::String),
            12 => Type::Float,
            _ => self.random_type(2),
        }
    }

    /// A string that depends on something in the store.
    pub(super) fn dependent_string(&mut self, size: u32) -> Node {
        let part = self.share(size, 2);
        match self.below(14) {
            0..=2 => Node::new("\"${#}\"", [self.expression(&Type::Derivation, size - 1)]),
            3 => Node::new("#.drvPath", [self.expression(&Type::Derivation, size - 1)]),
            4 => Node::new("#.outPath", [self.expression(&Type::Derivation, size - 1)]),
            5 => Node::new(
                "\"-L${#.dev or #}/lib\"",
                [
                    self.expression(&Type::Derivation, part),
                    self.expression(&Type::Derivation, part),
                ],
            ),
            6 | 7 => Node::new("\"${#}\"", [self.expression(&Type::Path, size - 1)]),
            8 => Node::new(
                "(builtins.toFile \"text\" #)",
                [self.expression(&Type::String, size - 1)],
            ),
            9 => Node::new("(toString #)", {
                let list = Type::list(Type::Derivation);
                [self.expression(&list, size - 1)]
            }),
            10 => self.filtered(part),
            11 => Node::new(
                "(builtins.unsafeDiscardStringContext #)",
                [self.expression(&Type::Derivation, size - 1)],
            ),
            12 => Node::new(
                "(builtins.appendContext # (builtins.getContext #))",
                [
                    self.expression(&Type::String, part),
                    self.expression(&Type::String, part),
                ],
            ),
            _ => Node::new(
                "(derivationStrict #).out",
                [self.expression(&Type::Recipe, size - 1)],
            ),
        }
    }

    /// A folder of which a filter leaves a part.
    fn filtered(&mut self, size: u32) -> Node {
        let path = Node::text(self.pick(&[
            "./fixture",
            "./fixture/folder",
            "./fixture/folder",
            "./fixture/text.txt",
        ]));
        let of = Type::function(Type::String, Type::function(Type::String, Type::Bool));
        let filter = self.expression(&of, size);
        match self.below(3) {
            0 => Node::new("(builtins.filterSource # #)", [filter, path]),
            1 => Node::new(
                "(builtins.path { path = #; filter = #; name = \"filtered\"; })",
                [path, filter],
            ),
            _ => Node::new(
                "(builtins.path { path = #; filter = path: type: builtins.trace \"${baseNameOf path}: ${type}\" (# path type); })",
                [path, filter],
            ),
        }
    }
}
