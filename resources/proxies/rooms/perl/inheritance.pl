# What a forked child inherits from the load: what was registered or opened while loading belongs to the load, and a
# child begins with its own.
package ControlFreak::ShareMemProxy::Inheritance;

use 5.014;
use strict;
use warnings;

use Cwd ();
use File::Spec;
use POSIX ();

BEGIN {
    # Older versions of perl do not have it.
    *subname = eval { require Sub::Util } ? \&Sub::Util::subname : sub { '' };
}

our $HELP = <<'END_OF_HELP';
what a child inherits, and what it does not:
  shared    modules and data; files that are only written, or appended to; the working folder of the proxy; the umask
            as loading has left it; variables that were set while loading (the panel names them)
  its own   files that are read, opened anew at the same line; rand; signal handlers, time zone, locale, $0, $^T,
            FindBin, File::Temp; the queues of epoll, which are empty
  not       sockets, pipes and databases that were opened while loading: they lead nowhere, and the service's log
            names them; END blocks, destructors and temporary files of what was loaded: they wait for the end of the
            proxy. Those of the worker's own file run when the child ends. Handles of DBI are marked InactiveDestroy.
            Generators of Math::Random and its kin give the same numbers in each child: make them in the worker.
  --after-fork names a function that is called in each child before the worker: connect there, make generators there.
  --keep-exit-handlers runs in each child, after its own, the END blocks of what was loaded: for modules that write
  down at the end what they hold.
  Of a service's variables PERL5LIB has its effect; what else an interpreter reads when it starts (PERL5OPT,
  PERL_UNICODE, PERL_HASH_SEED, LD_PRELOAD ...) must be set on the proxy.
END_OF_HELP

# Modules whose generators keep their numbers to themselves, where nobody can reach them.
my $GENERATORS = qr{\A(?:Math/Random|Math/GSL/RNG|Math/Prime/Util|Bytes/Random|Data/UUID|PDL\.pm)};

# All of it is in hashes of the package, so that a child never frees it.
our (%DESCRIPTORS, %VARIABLES, %OPENED_BEFORE, %STREAMS, %MAIN_BEFORE);
our (@LOADED_GENERATORS, @KEPT_ENDS, @OWN_FOLDERS);
our $FOLDER;

sub before_load {
    $FOLDER = Cwd::getcwd();
    %VARIABLES = %ENV;
    %OPENED_BEFORE = map { $_ => 1 } open_descriptors();
    %STREAMS = (identity_of(2) => 'stderr', identity_of(1) => 'stdout');
    return;
}

sub take_stock {
    my $keep_exit_handlers = shift;
    @INC = map { ref ? $_ : File::Spec->rel2abs($_) } @INC;
    # Commands are looked for there, and the panel shows it.
    chdir $FOLDER;
    flush_handles();
    for my $fd (grep { !$OPENED_BEFORE{$_} } open_descriptors()) {
        $DESCRIPTORS{$fd} = descriptor($fd, \%STREAMS);
    }
    @KEPT_ENDS = end_blocks() if $keep_exit_handlers;
    take_names();
    return;
}

# What is read ahead goes back, as at a fork: a child is to read on from the line, not from the buffer. perl does it for
# every handle before an exec, also before one that fails.
sub flush_handles {
    no warnings;
    exec { '' } '';
    return;
}

# Before the fork: each name that a child asks for lies in a page that it would copy.
sub take_names {
    @LOADED_GENERATORS = sort grep {/$GENERATORS/} keys %INC;
    %MAIN_BEFORE = map { $_ => 1 } keys %main::;
    return;
}

sub end_blocks {
    require B;
    my $blocks = B::end_av();
    return $blocks->can('ARRAY') ? map { $_->object_2svref } $blocks->ARRAY : ();
}

# What loading has set, and undef for what it has taken away.
sub changed_variables {
    my %added = map { $_ => 1 } @_;
    my %all = (%VARIABLES, %ENV);
    my @names = grep { !$added{$_} && ($ENV{$_} // "\0") ne ($VARIABLES{$_} // "\0") } keys %all;
    return map { $_ => $ENV{$_} } @names;
}

# Of what does not carry over, in words.
sub notes {
    my $where = shift;
    my @told = grep { $_->{told} } map { $DESCRIPTORS{$_} } sort { $a <=> $b } keys %DESCRIPTORS;
    my @lost = map {"$_->{words} (descriptor $_->{fd})"} grep { $_->{fate} ne 'empty' } @told;
    my @notes;
    push @notes, "Open since loading, and leading nowhere $where: " . join(', ', @lost) . '. Open it in the worker' if @lost;
    push @notes, "An event loop was made while loading (descriptor $_->{fd}) and is empty $where. Make it in the worker"
        for grep { $_->{fate} eq 'empty' } @told;
    for my $file (@LOADED_GENERATORS) {
        (my $module = $file) =~ s{/}{::}g;
        $module =~ s/\.pm\z//;
        push @notes, "WARNING: random generators of $module that were made while loading give the same numbers in"
            . ' every service: make them in the worker or in --after-fork';
    }
    return @notes;
}

# Renews what the interpreter holds for one process; answers with sentences for the service's log.
sub begin {
    my %own = @_;
    my @notes = notes('here');
    srand;
    $^T = CORE::time;
    select STDOUT;
    FindBin::again() if $INC{'FindBin.pm'};
    DBI->visit_handles(sub { eval { $_[0]{InactiveDestroy} = 1 }; 1 }) if $INC{'DBI.pm'} && DBI->can('visit_handles');
    POSIX::tzset();
    POSIX::setlocale(POSIX::LC_ALL(), '') if grep { /\A(?:LC_\w+|LANG)\z/ && defined $own{$_} } keys %own;
    if (length($own{PERL5LIB} // '')) {
        require lib;
        @OWN_FOLDERS = map { File::Spec->rel2abs($_) } grep {length} split /:/, $own{PERL5LIB};
        lib->import(@OWN_FOLDERS);
    }
    return @notes;
}

# In a template, what the worker has put before @INC.
sub forget_own_folders {
    require lib;
    lib->unimport(@OWN_FOLDERS) if @OWN_FOLDERS;
    @OWN_FOLDERS = ();
    return;
}

# The names that the worker's own file has put into package main.
sub own_names { return grep { !$MAIN_BEFORE{$_} && !/::\z|\A_</ } keys %main:: }

# Lets go of what the child has made, as an interpreter does: destructors run, temporary files go.
sub end {
    for my $block (@KEPT_ENDS) {
        eval { $block->(); 1 } or print STDERR $@;
    }
    eval { File::Temp::cleanup(at_exit => 1) } if $INC{'File/Temp.pm'};
    no strict 'refs';
    no warnings;
    my @own = own_names();
    for my $name (@own) {
        eval { undef ${"main::$name"}; undef @{"main::$name"}; undef %{"main::$name"} };
    }
    # They hold the variables of the file that they use. What is imported belongs to others.
    for my $name (grep { defined &{"main::$_"} && subname(\&{"main::$_"}) eq "main::$_" } @own) {
        eval { undef &{"main::$name"} };
    }
    return;
}

1;
