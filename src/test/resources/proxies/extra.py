import extramodule

print(extramodule.NAME)
