//! The grammar of the language as data: symbols, precedences, and rules with what each of them builds.
//!
//! It is shaped like the grammar of C++ Nix 2.34, because the tokens that a syntax error says were expected are those
//! of the parser's state.

/// A symbol of the grammar: terminals first, then nonterminals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Sym(pub u8);

macro_rules! terminals {
    ($($name:ident = $text:literal),* $(,)?) => {
        /// How messages name each terminal.
        pub const TERMINAL_NAMES: &[&str] = &[$($text),*];
        terminals!(@number 0u8; $($name)*);
    };
    (@number $number:expr; $name:ident $($rest:ident)*) => {
        pub const $name: Sym = Sym($number);
        terminals!(@number $number + 1; $($rest)*);
    };
    (@number $number:expr;) => {
        /// How many terminals there are; the first nonterminal has this number.
        pub const TERMINALS: usize = $number as usize;
    };
}

// The order is the order in which a message lists expected tokens.
terminals! {
    END = "end of file",
    INVALID = "invalid token",
    ID = "identifier",
    STR = "string",
    IND_STR = "indented string",
    INT = "integer",
    FLOAT = "floating-point literal",
    PATH = "path",
    HOME_PATH = "'~/…' path",
    SEARCH_PATH = "'<…>' path",
    PATH_END = "end of path",
    IF = "'if'",
    THEN = "'then'",
    ELSE = "'else'",
    ASSERT = "'assert'",
    WITH = "'with'",
    LET = "'let'",
    IN = "'in'",
    REC = "'rec'",
    INHERIT = "'inherit'",
    EQUAL = "'=='",
    NOT_EQUAL = "'!='",
    LESS_OR_EQUAL = "'<='",
    GREATER_OR_EQUAL = "'>='",
    UPDATE = "'//'",
    CONCAT = "'++'",
    AND = "'&&'",
    OR = "'||'",
    IMPLIES = "'->'",
    OR_KEYWORD = "'or'",
    PIPE_LEFT = "'<|'",
    PIPE_RIGHT = "'|>'",
    DOLLAR_CURLY = "'${'",
    IND_OPEN = "start of an indented string",
    IND_CLOSE = "end of an indented string",
    ELLIPSIS = "'...'",
    URI = "URI",
    LESS = "'<'",
    GREATER = "'>'",
    PLUS = "'+'",
    MINUS = "'-'",
    TIMES = "'*'",
    DIVIDE = "'/'",
    QUESTION = "'?'",
    COLON = "':'",
    AT = "'@'",
    SEMICOLON = "';'",
    NOT = "'!'",
    LEFT_PAREN = "'('",
    RIGHT_PAREN = "')'",
    LEFT_BRACE = "'{'",
    RIGHT_BRACE = "'}'",
    LEFT_BRACKET = "'['",
    RIGHT_BRACKET = "']'",
    DOT = "'.'",
    QUOTE = "'\"'",
    ASSIGN = "'='",
    COMMA = "','",
    NEGATE = "negation",
}

macro_rules! nonterminals {
    ($($name:ident)*) => { nonterminals!(@number TERMINALS as u8; $($name)*); };
    (@number $number:expr; $name:ident $($rest:ident)*) => {
        pub const $name: Sym = Sym($number);
        nonterminals!(@number $number + 1; $($rest)*);
    };
    (@number $number:expr;) => {
        /// How many symbols there are.
        pub const SYMBOLS: usize = $number as usize;
    };
}

nonterminals! {
    START EXPR FUNCTION CONDITIONAL PIPED_LEFT PIPED_RIGHT OPERATION APPLICATION SELECTION SIMPLE
    STRING_PARTS INTERPOLATED IND_PARTS PATH_START BINDS BINDS1 ATTRS ATTR_PATH ATTR STRING_ATTR LIST
    FORMAL_SET FORMALS FORMAL
}

/// How operators of the same precedence group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grouping {
    Left,
    Right,
    Never,
}

/// Operators from the weakest to the strongest.
pub const PRECEDENCE: &[(Grouping, &[Sym])] = &[
    (Grouping::Right, &[IMPLIES]),
    (Grouping::Left, &[OR]),
    (Grouping::Left, &[AND]),
    (Grouping::Never, &[EQUAL, NOT_EQUAL]),
    (
        Grouping::Never,
        &[LESS, GREATER, LESS_OR_EQUAL, GREATER_OR_EQUAL],
    ),
    (Grouping::Right, &[UPDATE]),
    (Grouping::Left, &[NOT]),
    (Grouping::Left, &[PLUS, MINUS]),
    (Grouping::Left, &[TIMES, DIVIDE]),
    (Grouping::Right, &[CONCAT]),
    (Grouping::Never, &[QUESTION]),
    (Grouping::Never, &[NEGATE]),
];

/// A rule that builds an expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExpressionRule {
    Name,
    Integer,
    Float,
    Uri,
    SearchPath,
    Function,
    Pattern,
    PatternWhole,
    WholePattern,
    Assert,
    With,
    LetIn,
    Conditional,
    PipeLeft,
    PipeRight,
    Not,
    Negate,
    HasAttr,
    Binary,
    Call,
    Select,
    SelectOr,
    CallOr,
    Parenthesised,
    String,
    IndentedString,
    Path,
    InterpolatedPath,
    LegacyLet,
    RecursiveSet,
    Set,
    EmptySet,
    List,
}

/// A rule that collects the pieces of a string or path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PiecesRule {
    None,
    Text,
    Expression,
    TextExpression,
    MoreText,
    MoreExpression,
}

/// A rule that collects bindings in a set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BindingsRule {
    None,
    Define,
    DefineFirst,
    Inherit,
    InheritFrom,
}

/// A rule that collects the steps of an attribute path or `inherit`, or the elements of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SequenceRule {
    NoSteps,
    MoreSteps,
    FirstStep,
    NextStep,
    NoElements,
    MoreElements,
}

/// A rule that builds one step of an attribute path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepRule {
    Named,
    String,
    Dynamic,
}

/// A rule that builds a set pattern or a part of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PatternRule {
    Closed,
    ClosedComma,
    Open,
    OnlyEllipsis,
    Empty,
    MoreFormals,
    FirstFormal,
    Formal,
    FormalDefault,
}

/// What a rule builds from its right side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Build {
    /// The meaning of the first symbol.
    First,
    Expression(ExpressionRule),
    Pieces(PiecesRule),
    Bindings(BindingsRule),
    Sequence(SequenceRule),
    Step(StepRule),
    Pattern(PatternRule),
}

/// `left = right`.
#[derive(Debug)]
pub struct Rule {
    pub left: Sym,
    pub right: &'static [Sym],
    pub build: Build,
    /// The symbol whose precedence the rule has.
    pub precedence: Option<Sym>,
}

const fn rule(left: Sym, right: &'static [Sym], build: Build) -> Rule {
    let mut precedence = None;
    let mut i = 0;
    while i < right.len() {
        if (right[i].0 as usize) < TERMINALS {
            precedence = Some(right[i]);
        }
        i += 1;
    }
    Rule {
        left,
        right,
        build,
        precedence,
    }
}

const fn unary(left: Sym, right: &'static [Sym], build: Build, precedence: Sym) -> Rule {
    Rule {
        left,
        right,
        build,
        precedence: Some(precedence),
    }
}

const fn binary(right: &'static [Sym; 3]) -> Rule {
    rule(OPERATION, right, Build::Expression(ExpressionRule::Binary))
}

/// The rules; the first is the start.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    rule(START, &[EXPR, END], Build::First),
    rule(EXPR, &[FUNCTION], Build::First),
    rule(FUNCTION, &[ID, COLON, FUNCTION], Build::Expression(ExpressionRule::Function)),
    rule(FUNCTION, &[FORMAL_SET, COLON, FUNCTION], Build::Expression(ExpressionRule::Pattern)),
    rule(FUNCTION, &[FORMAL_SET, AT, ID, COLON, FUNCTION], Build::Expression(ExpressionRule::PatternWhole)),
    rule(FUNCTION, &[ID, AT, FORMAL_SET, COLON, FUNCTION], Build::Expression(ExpressionRule::WholePattern)),
    rule(FUNCTION, &[ASSERT, EXPR, SEMICOLON, FUNCTION], Build::Expression(ExpressionRule::Assert)),
    rule(FUNCTION, &[WITH, EXPR, SEMICOLON, FUNCTION], Build::Expression(ExpressionRule::With)),
    rule(FUNCTION, &[LET, BINDS, IN, FUNCTION], Build::Expression(ExpressionRule::LetIn)),
    rule(FUNCTION, &[CONDITIONAL], Build::First),
    rule(CONDITIONAL, &[IF, EXPR, THEN, EXPR, ELSE, EXPR], Build::Expression(ExpressionRule::Conditional)),
    rule(CONDITIONAL, &[PIPED_LEFT], Build::First),
    rule(CONDITIONAL, &[PIPED_RIGHT], Build::First),
    rule(CONDITIONAL, &[OPERATION], Build::First),
    rule(PIPED_LEFT, &[OPERATION, PIPE_LEFT, PIPED_LEFT], Build::Expression(ExpressionRule::PipeLeft)),
    rule(PIPED_LEFT, &[OPERATION, PIPE_LEFT, OPERATION], Build::Expression(ExpressionRule::PipeLeft)),
    rule(PIPED_RIGHT, &[PIPED_RIGHT, PIPE_RIGHT, OPERATION], Build::Expression(ExpressionRule::PipeRight)),
    rule(PIPED_RIGHT, &[OPERATION, PIPE_RIGHT, OPERATION], Build::Expression(ExpressionRule::PipeRight)),
    unary(OPERATION, &[NOT, OPERATION], Build::Expression(ExpressionRule::Not), NOT),
    unary(OPERATION, &[MINUS, OPERATION], Build::Expression(ExpressionRule::Negate), NEGATE),
    binary(&[OPERATION, EQUAL, OPERATION]),
    binary(&[OPERATION, NOT_EQUAL, OPERATION]),
    binary(&[OPERATION, LESS, OPERATION]),
    binary(&[OPERATION, LESS_OR_EQUAL, OPERATION]),
    binary(&[OPERATION, GREATER, OPERATION]),
    binary(&[OPERATION, GREATER_OR_EQUAL, OPERATION]),
    binary(&[OPERATION, AND, OPERATION]),
    binary(&[OPERATION, OR, OPERATION]),
    binary(&[OPERATION, IMPLIES, OPERATION]),
    binary(&[OPERATION, UPDATE, OPERATION]),
    rule(OPERATION, &[OPERATION, QUESTION, ATTR_PATH], Build::Expression(ExpressionRule::HasAttr)),
    binary(&[OPERATION, PLUS, OPERATION]),
    binary(&[OPERATION, MINUS, OPERATION]),
    binary(&[OPERATION, TIMES, OPERATION]),
    binary(&[OPERATION, DIVIDE, OPERATION]),
    binary(&[OPERATION, CONCAT, OPERATION]),
    rule(OPERATION, &[APPLICATION], Build::First),
    rule(APPLICATION, &[APPLICATION, SELECTION], Build::Expression(ExpressionRule::Call)),
    rule(APPLICATION, &[SELECTION], Build::First),
    rule(SELECTION, &[SIMPLE, DOT, ATTR_PATH], Build::Expression(ExpressionRule::Select)),
    rule(SELECTION, &[SIMPLE, DOT, ATTR_PATH, OR_KEYWORD, SELECTION], Build::Expression(ExpressionRule::SelectOr)),
    rule(SELECTION, &[SIMPLE, OR_KEYWORD], Build::Expression(ExpressionRule::CallOr)),
    rule(SELECTION, &[SIMPLE], Build::First),
    rule(SIMPLE, &[ID], Build::Expression(ExpressionRule::Name)),
    rule(SIMPLE, &[INT], Build::Expression(ExpressionRule::Integer)),
    rule(SIMPLE, &[FLOAT], Build::Expression(ExpressionRule::Float)),
    rule(SIMPLE, &[QUOTE, STRING_PARTS, QUOTE], Build::Expression(ExpressionRule::String)),
    rule(SIMPLE, &[IND_OPEN, IND_PARTS, IND_CLOSE], Build::Expression(ExpressionRule::IndentedString)),
    rule(SIMPLE, &[PATH_START, PATH_END], Build::Expression(ExpressionRule::Path)),
    rule(SIMPLE, &[PATH_START, INTERPOLATED, PATH_END], Build::Expression(ExpressionRule::InterpolatedPath)),
    rule(SIMPLE, &[SEARCH_PATH], Build::Expression(ExpressionRule::SearchPath)),
    rule(SIMPLE, &[URI], Build::Expression(ExpressionRule::Uri)),
    rule(SIMPLE, &[LEFT_PAREN, EXPR, RIGHT_PAREN], Build::Expression(ExpressionRule::Parenthesised)),
    rule(SIMPLE, &[LET, LEFT_BRACE, BINDS, RIGHT_BRACE], Build::Expression(ExpressionRule::LegacyLet)),
    rule(SIMPLE, &[REC, LEFT_BRACE, BINDS, RIGHT_BRACE], Build::Expression(ExpressionRule::RecursiveSet)),
    rule(SIMPLE, &[LEFT_BRACE, BINDS1, RIGHT_BRACE], Build::Expression(ExpressionRule::Set)),
    rule(SIMPLE, &[LEFT_BRACE, RIGHT_BRACE], Build::Expression(ExpressionRule::EmptySet)),
    rule(SIMPLE, &[LEFT_BRACKET, LIST, RIGHT_BRACKET], Build::Expression(ExpressionRule::List)),
    rule(STRING_PARTS, &[STR], Build::Pieces(PiecesRule::Text)),
    rule(STRING_PARTS, &[INTERPOLATED], Build::First),
    rule(STRING_PARTS, &[], Build::Pieces(PiecesRule::None)),
    rule(INTERPOLATED, &[INTERPOLATED, STR], Build::Pieces(PiecesRule::MoreText)),
    rule(INTERPOLATED, &[INTERPOLATED, DOLLAR_CURLY, EXPR, RIGHT_BRACE], Build::Pieces(PiecesRule::MoreExpression)),
    rule(INTERPOLATED, &[DOLLAR_CURLY, EXPR, RIGHT_BRACE], Build::Pieces(PiecesRule::Expression)),
    rule(INTERPOLATED, &[STR, DOLLAR_CURLY, EXPR, RIGHT_BRACE], Build::Pieces(PiecesRule::TextExpression)),
    rule(PATH_START, &[PATH], Build::First),
    rule(PATH_START, &[HOME_PATH], Build::First),
    rule(IND_PARTS, &[IND_PARTS, IND_STR], Build::Pieces(PiecesRule::MoreText)),
    rule(IND_PARTS, &[IND_PARTS, DOLLAR_CURLY, EXPR, RIGHT_BRACE], Build::Pieces(PiecesRule::MoreExpression)),
    rule(IND_PARTS, &[], Build::Pieces(PiecesRule::None)),
    rule(BINDS, &[BINDS1], Build::First),
    rule(BINDS, &[], Build::Bindings(BindingsRule::None)),
    rule(BINDS1, &[BINDS1, ATTR_PATH, ASSIGN, EXPR, SEMICOLON], Build::Bindings(BindingsRule::Define)),
    rule(BINDS1, &[BINDS, INHERIT, ATTRS, SEMICOLON], Build::Bindings(BindingsRule::Inherit)),
    rule(BINDS1, &[BINDS, INHERIT, LEFT_PAREN, EXPR, RIGHT_PAREN, ATTRS, SEMICOLON], Build::Bindings(BindingsRule::InheritFrom)),
    rule(BINDS1, &[ATTR_PATH, ASSIGN, EXPR, SEMICOLON], Build::Bindings(BindingsRule::DefineFirst)),
    rule(ATTRS, &[ATTRS, ATTR], Build::Sequence(SequenceRule::MoreSteps)),
    rule(ATTRS, &[ATTRS, STRING_ATTR], Build::Sequence(SequenceRule::MoreSteps)),
    rule(ATTRS, &[], Build::Sequence(SequenceRule::NoSteps)),
    rule(ATTR_PATH, &[ATTR_PATH, DOT, ATTR], Build::Sequence(SequenceRule::NextStep)),
    rule(ATTR_PATH, &[ATTR_PATH, DOT, STRING_ATTR], Build::Sequence(SequenceRule::NextStep)),
    rule(ATTR_PATH, &[ATTR], Build::Sequence(SequenceRule::FirstStep)),
    rule(ATTR_PATH, &[STRING_ATTR], Build::Sequence(SequenceRule::FirstStep)),
    rule(ATTR, &[ID], Build::Step(StepRule::Named)),
    rule(ATTR, &[OR_KEYWORD], Build::Step(StepRule::Named)),
    rule(STRING_ATTR, &[QUOTE, STRING_PARTS, QUOTE], Build::Step(StepRule::String)),
    rule(STRING_ATTR, &[DOLLAR_CURLY, EXPR, RIGHT_BRACE], Build::Step(StepRule::Dynamic)),
    rule(LIST, &[LIST, SELECTION], Build::Sequence(SequenceRule::MoreElements)),
    rule(LIST, &[], Build::Sequence(SequenceRule::NoElements)),
    rule(FORMAL_SET, &[LEFT_BRACE, FORMALS, COMMA, ELLIPSIS, RIGHT_BRACE], Build::Pattern(PatternRule::Open)),
    rule(FORMAL_SET, &[LEFT_BRACE, ELLIPSIS, RIGHT_BRACE], Build::Pattern(PatternRule::OnlyEllipsis)),
    rule(FORMAL_SET, &[LEFT_BRACE, FORMALS, COMMA, RIGHT_BRACE], Build::Pattern(PatternRule::ClosedComma)),
    rule(FORMAL_SET, &[LEFT_BRACE, FORMALS, RIGHT_BRACE], Build::Pattern(PatternRule::Closed)),
    rule(FORMAL_SET, &[LEFT_BRACE, RIGHT_BRACE], Build::Pattern(PatternRule::Empty)),
    rule(FORMALS, &[FORMALS, COMMA, FORMAL], Build::Pattern(PatternRule::MoreFormals)),
    rule(FORMALS, &[FORMAL], Build::Pattern(PatternRule::FirstFormal)),
    rule(FORMAL, &[ID], Build::Pattern(PatternRule::Formal)),
    rule(FORMAL, &[ID, QUESTION, EXPR], Build::Pattern(PatternRule::FormalDefault)),
];
