# Links the files of many packages into one folder; the lower priority number wins.
use strict;
use JSON::PP;
open my $file, '<', $ENV{manifestPath} or die "cannot read the manifest\n";
my $packages = decode_json(join '', <$file>);
for my $package (sort { $a->{priority} <=> $b->{priority} } @$packages) {
    system('cp', '-rs', '--no-clobber', "$_/.", $ENV{out}) == 0 or die "cannot link $_\n" for @{$package->{paths}};
}
