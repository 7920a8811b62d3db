"grün 木 🦀"
