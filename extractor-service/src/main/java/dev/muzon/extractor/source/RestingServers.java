package dev.muzon.extractor.source;

/** The servers that are not asked for a while because they failed too often. */
@FunctionalInterface
public interface RestingServers {
    /** Returns their number for a source. */
    int of(String source);
}
