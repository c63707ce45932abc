// A library that registers nothing, so it is not an addon.
extern "C" int nothing_to_see() { return 0; }
