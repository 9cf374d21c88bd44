# A bookshop with Mojolicious for its pages, DBIx::Class for its data and Moose for what it reckons.
package Shop::Schema::Result::Author;
use strict;
use warnings;
use base 'DBIx::Class::Core';
__PACKAGE__->table('authors');
__PACKAGE__->add_columns(id => { data_type => 'integer' }, name => { data_type => 'text' });
__PACKAGE__->set_primary_key('id');
__PACKAGE__->has_many(books => 'Shop::Schema::Result::Book', 'author_id');

package Shop::Schema::Result::Book;
use strict;
use warnings;
use base 'DBIx::Class::Core';
__PACKAGE__->table('books');
__PACKAGE__->add_columns(
    id        => { data_type => 'integer' },
    author_id => { data_type => 'integer' },
    title     => { data_type => 'text' },
    subject   => { data_type => 'text' },
    price     => { data_type => 'real' },
);
__PACKAGE__->set_primary_key('id');
__PACKAGE__->belongs_to(author => 'Shop::Schema::Result::Author', 'author_id');

package Shop::Schema;
use strict;
use warnings;
use base 'DBIx::Class::Schema';
__PACKAGE__->register_class(Author => 'Shop::Schema::Result::Author');
__PACKAGE__->register_class(Book   => 'Shop::Schema::Result::Book');

package Shop::Line;
use Moose;
has book  => (is => 'ro', isa => 'Object', required => 1, handles => [qw(title price)]);
has count => (is => 'ro', isa => 'Int', default => 1);
has total => (is => 'ro', isa => 'Num', lazy => 1, default => sub { $_[0]->count * $_[0]->price });
__PACKAGE__->meta->make_immutable;
no Moose;

package Shop;
use Mojolicious::Lite -signatures;
use Cwd ();
use File::Basename ();
use Mojo::JSON qw(encode_json);
use Mojo::Transaction::HTTP;

my $folder = Cwd::abs_path(File::Basename::dirname(__FILE__));
my $schema = Shop::Schema->connect("dbi:SQLite:$ENV{SHOP_DB}");
our %TITLES = map { $_->id => $_->title } $schema->resultset('Book')->all;

app->log->level('fatal');
app->secrets(['of no use']);
app->renderer->paths(["$folder/templates"]);

get '/books/:number' => [ number => qr/\d+/ ] => sub ($c) {
    my $number = $c->param('number');
    my $book = $schema->resultset('Book')->find({ 'me.id' => $number }, { prefetch => 'author' });
    $c->render(template => 'shop/book', book => $book, near => [ grep {defined} @TITLES{ $number + 1 .. $number + 4 } ]);
};

get '/subjects/:name' => sub ($c) {
    my $name = $c->param('name');
    my @books = $schema->resultset('Book')->search({ subject => $name }, { order_by => 'price', rows => 20 });
    $c->render(template => 'shop/subject', name => $name, books => \@books);
};

get '/authors/:number' => sub ($c) {
    my $author = $schema->resultset('Author')->find($c->param('number'));
    my @books = map { { id => $_->id, title => $_->title, price => $_->price } } $author->books({}, { order_by => 'title' });
    $c->render(json => { id => $author->id, name => $author->name, books => \@books });
};

post '/orders' => sub ($c) {
    my %count = map { $_->{book} => $_->{count} } @{ $c->req->json->{lines} };
    my @books = $schema->resultset('Book')->search({ id => [ keys %count ] });
    my @lines = map { Shop::Line->new(book => $_, count => $count{ $_->id }) } @books;
    my $total = Mojo::Collection->new(@lines)->reduce(sub { $a + $b->total }, 0);
    $c->render(json => { total => $total, titles => [ map { $_->title } @lines ] });
};

# The method, path and body of one of many requests.
sub request ($number) {
    my ($kind, $key) = ($number % 4, $number * 7919);
    return 'GET', '/books/' . ($key % 5000 + 1), '' if $kind == 0;
    return 'GET', '/subjects/' . (qw(River Night Glass Blue))[ $key % 4 ], '' if $kind == 1;
    return 'GET', '/authors/' . ($key % 200 + 1), '' if $kind == 2;
    my @lines = map { { book => ($key + $_) % 5000 + 1, count => $_ } } 1 .. 5;
    return 'POST', '/orders', encode_json({ lines => \@lines });
}

sub serve ($number) {
    my ($method, $path, $body) = request($number);
    my $transaction = Mojo::Transaction::HTTP->new;
    $transaction->req->parse("$method $path HTTP/1.1\r\nHost: shop\r\nContent-Length: " . length($body) . "\r\n\r\n$body");
    app->handler($transaction);
    my $answer = $transaction->res;
    die "$method $path: " . $answer->code . ' ' . $answer->body if $answer->code != 200 || length $answer->body < 20;
    return;
}

sub warm { serve($_) for 1 .. 300; return }

sub close { $schema->storage->disconnect; return }

1;
