/**
 * Sound that is kept on disk after it was fetched once.
 *
 * <p>{@link dev.muzon.extractor.cache.AudioCache} stands between the players and the sources. The first player of a track
 * starts a {@link dev.muzon.extractor.cache.Filling}: one connection to the server writes the bytes to an
 * {@link dev.muzon.extractor.cache.AudioStore}, and every player reads them behind it. Later players read what is
 * stored. Who needs a byte that is not there yet, or not there any more, gets it from the server. So a full or broken
 * disk costs speed and never silence.
 *
 * <p>Replicas may share sound: {@link dev.muzon.extractor.cache.SharedLevel} offers what another replica stored in a
 * {@link dev.muzon.extractor.cache.SharedAudio}. A filling reads it like a server, and goes on at the real one when it
 * breaks off.
 */
@NullMarked
package dev.muzon.extractor.cache;

import org.jspecify.annotations.NullMarked;
