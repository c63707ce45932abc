/**
 * The operator's own music servers: Subsonic (Navidrome and others), Jellyfin, Plex. They are searched all at once, and
 * their sound comes through a {@link dev.muzon.extractor.door.Door door} that dials nothing but them.
 */
@NullMarked
package dev.muzon.extractor.source.server;

import org.jspecify.annotations.NullMarked;
