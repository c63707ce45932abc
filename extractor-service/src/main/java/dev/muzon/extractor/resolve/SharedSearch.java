package dev.muzon.extractor.resolve;

import dev.muzon.extractor.source.CanonicalLink;
import dev.muzon.extractor.source.TrackSource;
import dev.muzon.protocol.track.TrackQuery;
import java.util.List;

/**
 * A search in some sources, shared by all who make it. Sources are equal for chats that hear the same.
 *
 * @param query with the canonical form of a link, which tells equal searches. The link itself may be of another form
 */
record SharedSearch(TrackQuery query, List<? extends TrackSource> sources) {
    static SharedSearch of(TrackQuery asked, List<? extends TrackSource> sources) {
        return new SharedSearch(
                asked instanceof TrackQuery.Link(String url) ? new TrackQuery.Link(CanonicalLink.of(url)) : asked,
                sources);
    }
}
