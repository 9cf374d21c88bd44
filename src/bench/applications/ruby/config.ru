# The shop for servers that start their workers by themselves.
require_relative "shop"

run Shop
