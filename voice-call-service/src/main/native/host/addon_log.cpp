/**
 * The log of the addon, switched off. The library takes every line that WebRTC logs, most of them about changes of
 * paths and bitrates, apart by a regular expression, and then offers it to a listener that nobody can set from outside.
 * With a hundred calls that costs a third of a core.
 *
 * The addon asks for these functions by name when it is loaded, and finds ours first because we are public already. A
 * version that names them otherwise logs as before.
 */

#define LOG_SINK "_ZN8ntgcalls5utils7LogSink12OnLogMessageE"
#define LINE "RKNSt4__Cr12basic_stringIcNS2_11char_traitsIcEENS2_9allocatorIcEEEE"

extern "C" {

__attribute__((visibility("default"))) void muzonDropsLine(void* sink, const void* line) asm(LOG_SINK LINE);

__attribute__((visibility("default"))) void muzonDropsLineOfSeverity(void* sink, const void* line, int severity) asm(
    LOG_SINK LINE "N6webrtc15LoggingSeverityE");

__attribute__((visibility("default"))) void muzonDropsLineWithTag(
    void* sink, const void* line, int severity, const char* tag) asm(LOG_SINK LINE "N6webrtc15LoggingSeverityEPKc");

void muzonDropsLine(void*, const void*) {}

void muzonDropsLineOfSeverity(void*, const void*, int) {}

void muzonDropsLineWithTag(void*, const void*, int, const char*) {}

}  // extern "C"
