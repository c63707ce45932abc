package dev.muzon.extractor.source;

import java.util.Set;

/** A source that can look elsewhere for the song of a page that nobody opens. It knows what the page is called. */
public interface SongElsewhere extends TrackSource {
    /**
     * Returns a source that answers links to pages with the closest match to what the page is called.
     *
     * @param leftOut names of sources that are not searched
     */
    TrackSource elsewhere(Set<String> leftOut);
}
