with { dflt = 3; }; ({ a ? dflt, b ? a + dflt }: [ a b ]) { }
