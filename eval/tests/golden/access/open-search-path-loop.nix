<name/again>
