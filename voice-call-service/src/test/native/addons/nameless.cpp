// A library that is no addon: it registers nothing.
extern "C" int nothing_to_see() { return 0; }
