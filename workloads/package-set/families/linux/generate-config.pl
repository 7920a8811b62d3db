# Answers the questions of the configuration from standard input.
use strict;
my %answers = map { chomp; split / /, $_, 2 } <STDIN>;
print "CONFIG_$_=$answers{$_}\n" for sort keys %answers;
