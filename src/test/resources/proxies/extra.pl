use Extramodule;
print Extramodule::name(), "\n";
