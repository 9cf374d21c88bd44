import gc

print("collector=%s" % ("on" if gc.isenabled() else "off"))
print("tidied=%d" % gc.get_freeze_count())
