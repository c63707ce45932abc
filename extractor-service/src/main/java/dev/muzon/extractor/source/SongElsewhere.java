package dev.muzon.extractor.source;

import java.util.Set;

/** A source that knows what the song of a page is called, and can look for it elsewhere when nobody opens the page. */
public interface SongElsewhere extends TrackSource {
    /**
     * Returns a source that answers links to pages with the closest match to what the page is called.
     *
     * @param leftOut names of sources that are not searched
     */
    TrackSource elsewhere(Set<String> leftOut);
}
