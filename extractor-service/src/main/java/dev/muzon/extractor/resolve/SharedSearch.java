package dev.muzon.extractor.resolve;

import dev.muzon.extractor.source.TrackSource;
import dev.muzon.protocol.track.TrackQuery;
import java.util.List;

/** A search in some sources, shared by all who make it. Sources are equal for chats that hear the same. */
record SharedSearch(TrackQuery query, List<? extends TrackSource> sources) {}
