# As whom a child runs, and how much it may take. For the JVM, too.
package ControlFreak::ShareMemProxy::Rights;

use 5.014;
use strict;
use warnings;

use Errno ();
use POSIX ();

our $HELP = <<'END_OF_HELP';
as whom a service runs, and how much it may take (fields of the command that starts it):
  "user", "group"   names or numbers; with the user's groups. Needs root. The variables HOME, USER, LOGNAME and SHELL
                    are in "env", where they are to change
  "umask"           such as "0027"
  "limits"          {"nofile": [soft, hard]} by the words of limits.conf; -1 is unlimited, a hard one of null is left
  "nice"            -20 to 19
  "oomScoreAdj"     -1000 to 1000
  They are taken in the child before its first own step, and what cannot be had is refused. Code that was loaded before
  the fork was loaded as the proxy's own user. The umask is of no account to a refork: else a template serves only
  services that have the same of all these as its worker.
END_OF_HELP

use constant SCORE => '/proc/self/oom_score_adj';

# By their numbers on Linux, see getrlimit(2).
my $COUNT = 0;
my %LIMITS = map { $_ => $COUNT++ }
    qw(cpu fsize data stack core rss nproc nofile memlock as locks sigpending msgqueue nice rtprio rttime);
my %CALLS = (x86_64 => 302, aarch64 => 261);
my $PRLIMIT = $^O eq 'linux' ? $CALLS{ (POSIX::uname())[4] } : undef;

# What the system's error numbers say is short where a process is to be made.
my %SHORTAGES = (
    Errno::E2BIG,  'Its command and variables are larger than this system takes.',
    Errno::EAGAIN, 'The system allows no more processes. Stop some, or raise the limit (ulimit -u).',
    Errno::EMFILE, 'The proxy has as many files and pipes open as it may have. Stop some of its services, or raise the'
        . ' limit (ulimit -n) before it is run.',
    Errno::ENFILE, 'The whole system has as many files open as it can have.',
    Errno::ENOMEM, 'The system has not enough memory for another process.',
);

# What is short by an error number; undef where it says something else.
sub shortage { return $SHORTAGES{ 0 + $_[0] } }

# Whether JSON has said a text. A number is told from it by what "and" makes of it: for texts that is one, too.
sub is_text {
    my $value = shift;
    no warnings 'numeric';
    return defined $value && !ref $value && ($value =~ /[^\0-\xff]/ || !length('' & $value));
}

sub is_whole {
    my ($value, $least, $most) = @_;
    return !ref $value && defined $value && !is_text($value) && $value == int $value && $value >= $least && $value <= $most;
}

use constant LARGEST => 10**18;

# What is wrong with what a start command asks for, in a sentence for people.
sub problem {
    my $command = shift;
    for my $word (qw(user group)) {
        my $name = $command->{$word} // next;
        return "The $word is neither a name nor a number"
            if is_text($name) ? $name !~ /\A[^\0]+\z/ : !is_whole($name, 0, LARGEST);
    }
    my ($umask, $limits, $nice, $score) = @$command{qw(umask limits nice oomScoreAdj)};
    return 'The umask is not such as "0027"'
        if defined $umask && !(is_text($umask) && $umask =~ /\A0?[0-7]{1,3}\z/);
    return 'The limits are no object' if defined $limits && ref $limits ne 'HASH';
    for my $word (sort keys %{ $limits // {} }) {
        my @range = ref $limits->{$word} eq 'ARRAY' ? @{ $limits->{$word} } : ();
        my $is_range = @range == 2 && is_whole($range[0], -1, LARGEST) && is_whole($range[1] // -1, -1, LARGEST);
        return "The limit $word is no list of two numbers" if !$is_range;
    }
    return 'The niceness is no whole number from -20 to 19' if defined $nice && !is_whole($nice, -20, 19);
    return 'The out-of-memory score is no whole number from -1000 to 1000'
        if defined $score && !is_whole($score, -1000, 1000);
    return;
}

# What a template has once and for all, as a text.
sub lasting {
    my $rights = shift;
    my $limits = $rights->{limits} // {};
    my @limits = map { "$_ " . words(@{ $limits->{$_} }) } sort keys %$limits;
    return join "\n", @limits, map { $_ // '' } @$rights{qw(user group nice oomScoreAdj)};
}

sub words { return join ' ', map { $_ // '' } @_ }

# In a child whose standard streams are as they are to be. True where it has become somebody else. It dies with a
# sentence for people: the same would happen again.
sub take {
    my $rights = shift;
    my $limits = $rights->{limits} // {};
    take_limit($_, @{ $limits->{$_} }) for sort keys %$limits;
    take_score($rights->{oomScoreAdj}) if defined $rights->{oomScoreAdj};
    take_niceness($rights->{nice}) if defined $rights->{nice};
    my ($user, $group) = @$rights{qw(user group)};
    my $changes = (defined $user || defined $group) && become($user, account_of($user, $group));
    umask oct $rights->{umask} if defined $rights->{umask};
    return $changes;
}

sub take_limit {
    my ($word, $soft, $hard) = @_;
    die "The limit $word cannot be set on this system\n" if !defined $PRLIMIT || !defined $LIMITS{$word};
    my $own = pack 'x16';
    # Not by a copy of what it fills in.
    syscall $PRLIMIT, 0, $LIMITS{$word}, 0, $own;
    my $most = unpack 'x8q', $own;
    $hard //= $most == -1 || $soft != -1 && $soft <= $most ? $most : $soft;
    my $wanted = pack 'qq', $soft, $hard;
    return if syscall($PRLIMIT, 0, $LIMITS{$word}, $wanted, 0) == 0;
    ($hard, $most) = map { $_ == -1 ? 'unlimited' : $_ } $hard, $most;
    die "The limit $word cannot be raised to $hard: the proxy itself has at most $most (ulimit -H)\n";
}

sub take_score {
    my $score = shift;
    my $file;
    my $own = open($file, '<', SCORE) ? readline $file : '?';
    chomp $own;
    return if open($file, '>', SCORE) && defined syswrite $file, $score;
    die "The out-of-memory score could not be set: $!\n" if $! != Errno::EACCES;
    die "The out-of-memory score cannot be lowered to $score: that takes root's privileges. The proxy's own is $own\n";
}

sub take_niceness {
    my $niceness = shift;
    my $own = getpriority 0, 0;
    return if setpriority 0, 0, $niceness;
    die "The niceness cannot be lowered to $niceness: that takes root's privileges. The proxy's own is $own\n";
}

# The name, the user's number and the group's.
sub account_of {
    my ($user, $group) = @_;
    my @found = defined $user ? getpwnam $user : getpwuid $>;
    @found = getpwuid $user if !@found && is_number($user);
    die 'There is no user ' . ($user // "with the proxy's number") . " on this system\n" if !@found;
    my $gid = defined $user ? $found[3] : $) + 0;
    if (defined $group) {
        $gid = getgrnam($group) // (is_number($group) ? $group : die "There is no group $group on this system\n");
    }
    return $found[0], $found[2], $gid + 0;
}

sub is_number { return ($_[0] // '') =~ /\A[0-9]{1,9}\z/ }

sub become {
    my ($user, $name, $uid, $gid) = @_;
    no warnings 'numeric';
    return 0 if $uid == $> && $gid == $) + 0;
    return 1 if take_groups($name, $gid) && give_streams($uid, $gid) && POSIX::setgid($gid) && POSIX::setuid($uid);
    my $own  = getpwuid $>;
    my $whom = defined $user ? "the user $user" : 'the group ' . getgrgid $gid;
    die "The proxy runs as $own and may not run anything as $whom. Run it as root, or take that away\n";
}

# That group and those that the user is in, as getgrouplist(3) finds them.
sub take_groups {
    my ($name, $gid) = @_;
    open my $answer, '-|', 'id', '-G', '--', $name or die "The groups of $name are not known: $!\n";
    my @groups = split ' ', readline($answer) // '';
    close $answer;
    my (undef, undef, undef, $own) = getpwnam $name;
    my @others = grep { $_ != $gid && $_ != $own } @groups;
    $! = 0;
    $) = join ' ', $gid, $gid, @others;
    return !$!;
}

# Who may open /dev/stderr anew.
sub give_streams {
    my ($uid, $gid) = @_;
    for my $handle (\*STDIN, \*STDOUT, \*STDERR) {
        chown $uid, $gid, $handle if -p $handle;
    }
    return 1;
}

1;
