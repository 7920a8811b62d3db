//! Bracket expressions: `[a-z]`, `[^[:space:]_]`, `[[.hyphen.]]`.

use super::class::{ByteSet, collating_symbol, named_class};
use super::parse::Refusal;

/// What stood last in the bracket, because a `-` after it may make a range of it.
#[derive(Clone, Copy)]
enum Last {
    /// Nothing, or a range.
    Nothing,
    /// A byte that is not in the set yet.
    Byte(u8),
    /// A class.
    Class,
}

struct Bracket<'a> {
    text: &'a [u8],
    at: usize,
    set: ByteSet,
    last: Last,
}

/// Parses a bracket expression after its `[`: the set, and the bytes it took with its `]`.
pub fn parse(text: &[u8]) -> Result<(ByteSet, usize), Refusal> {
    let negated = text.first() == Some(&b'^');
    let mut bracket = Bracket {
        text,
        at: usize::from(negated),
        set: ByteSet::empty(),
        last: Last::Nothing,
    };
    bracket.run()?;
    let set = if negated {
        bracket.set.complement()
    } else {
        bracket.set
    };
    Ok((set, bracket.at))
}

impl Bracket<'_> {
    fn next(&mut self) -> Result<u8, Refusal> {
        let byte = *self.text.get(self.at).ok_or(Refusal::Invalid)?;
        self.at += 1;
        Ok(byte)
    }

    fn peek(&self) -> Option<u8> {
        self.text.get(self.at).copied()
    }

    fn run(&mut self) -> Result<(), Refusal> {
        // The first byte stands for itself even where it is `]` or `-`.
        if let Some(byte @ (b']' | b'-')) = self.peek() {
            self.at += 1;
            self.last = Last::Byte(byte);
        }
        loop {
            match self.next()? {
                b']' => break,
                b'[' => self.symbol()?,
                b'-' => {
                    if self.dash()? {
                        break;
                    }
                }
                byte => self.push(byte),
            }
        }
        self.flush();
        Ok(())
    }

    fn flush(&mut self) {
        if let Last::Byte(byte) = self.last {
            self.set.insert(byte);
        }
    }

    fn push(&mut self, byte: u8) {
        self.flush();
        self.last = Last::Byte(byte);
    }

    /// What a `[` inside begins: a class, an equivalence, a collating symbol, or itself.
    fn symbol(&mut self) -> Result<(), Refusal> {
        match self.peek().ok_or(Refusal::Invalid)? {
            b':' => {
                let name = self.name(b':')?;
                let class = named_class(name).ok_or(Refusal::Invalid)?;
                self.flush();
                self.last = Last::Class;
                self.set.insert_where(class);
            }
            b'=' => {
                let name = self.name(b'=')?;
                let byte = collating_symbol(name).ok_or(Refusal::Invalid)?;
                self.flush();
                self.last = Last::Class;
                // Letters that differ in case only are equivalent.
                self.set.insert(byte.to_ascii_lowercase());
                self.set.insert(byte.to_ascii_uppercase());
            }
            b'.' => {
                let name = self.name(b'.')?;
                let byte = collating_symbol(name).ok_or(Refusal::Invalid)?;
                self.push(byte);
            }
            _ => self.push(b'['),
        }
        Ok(())
    }

    /// The name up to `delimiter` and `]`; the opening delimiter comes next.
    fn name(&mut self, delimiter: u8) -> Result<&[u8], Refusal> {
        let start = self.at + 1;
        let rest = self.text.get(start..).ok_or(Refusal::Invalid)?;
        let length = rest
            .iter()
            .position(|&byte| byte == delimiter)
            .ok_or(Refusal::Invalid)?;
        if rest.get(length + 1) != Some(&b']') {
            return Err(Refusal::Invalid);
        }
        self.at = start + length + 2;
        Ok(&rest[..length])
    }

    /// A `-`: the middle of a range, or itself right before the end. Says whether the bracket ended.
    fn dash(&mut self) -> Result<bool, Refusal> {
        if self.peek() == Some(b']') {
            self.at += 1;
            self.push(b'-');
            return Ok(true);
        }
        let Last::Byte(low) = self.last else {
            return Err(Refusal::Invalid);
        };
        let high = match self.next()? {
            b'[' if matches!(self.peek(), Some(b':' | b'=' | b'.')) => {
                return Err(Refusal::Invalid);
            }
            byte => byte,
        };
        // Bytes are signed characters in the order of ranges.
        let (low, high) = (low as i8, high as i8);
        if low > high {
            return Err(Refusal::Invalid);
        }
        self.set
            .insert_where(|byte| (low..=high).contains(&(byte as i8)));
        self.last = Last::Nothing;
        Ok(false)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn members(text: &str) -> Vec<u8> {
        let (set, length) = parse(text.as_bytes()).expect("a valid bracket");
        assert_eq!(length, text.len());
        (0..=u8::MAX).filter(|&byte| set.contains(byte)).collect()
    }

    #[test]
    fn brackets_hold_what_they_say() {
        assert_eq!(members("a-c]"), b"abc");
        assert_eq!(members("]a]"), b"]a");
        assert_eq!(members("-a]"), b"-a");
        assert_eq!(members("a-]"), b"-a");
        assert_eq!(members("+--]"), b"+,-");
        assert_eq!(members("\\n]"), b"\\n");
        assert_eq!(members("[.hyphen.][=a=]]"), b"-Aa");
        assert_eq!(members("[:digit:]-]"), b"-0123456789");
        assert_eq!(members("^[:print:]]").len(), 256 - 95);
    }
}
