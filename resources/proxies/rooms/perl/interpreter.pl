# The interpreter that runs all this.
package ControlFreak::ShareMemProxy;

use 5.014;
use strict;
use warnings;

use File::Spec;

# Read by the C library and by other libraries when they are loaded, and so never later.
my %ENVIRONMENT = (MALLOC_ARENA_MAX => 1, OPENBLAS_NUM_THREADS => 1, OMP_NUM_THREADS => 1);
# Where the second start of the interpreter finds what the first has added to the environment.
use constant ADDED_VARIABLES => '_CFK_ADDED';

# Starts this program once more by another interpreter.
sub change_interpreter {
    my ($wanted, @arguments) = @_;
    return if delete $ENV{_CFK_INTERPRETER} || !defined $wanted;
    local $ENV{_CFK_INTERPRETER} = 1;
    no warnings 'exec';
    exec {$wanted} $wanted, File::Spec->rel2abs($0), @arguments;
    print STDERR "The interpreter $wanted cannot be run: $!\n";
    exit 2;
}

# Starts the interpreter once more, since its variables are read before anything else.
sub ensure_environment {
    return if defined $ENV{ +ADDED_VARIABLES };
    my @added = grep { !exists $ENV{$_} } sort keys %ENVIRONMENT;
    local @ENV{@added} = @ENVIRONMENT{@added};
    local $ENV{ +ADDED_VARIABLES } = join ',', @added;
    no warnings 'exec';
    exec {$^X} own_command(@_);
    return;
}

# With the interpreter's own switches, which perl does not keep.
sub own_command {
    my @arguments = @_;
    open my $file, '<', '/proc/self/cmdline' or return ($^X, $0, @arguments);
    local $/ = "\0";
    chomp(my @words = <$file>);
    return @words;
}

1;
