def deeper():
    raise RuntimeError("the worker broke")


deeper()
