# Makes /etc what the configuration says: links added, links that are no longer wanted removed.
use strict;
my $etc = $ARGV[0] or die;
symlink $etc, "/etc/static" or warn;
