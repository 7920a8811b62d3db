import <no-such-channel/lib>
