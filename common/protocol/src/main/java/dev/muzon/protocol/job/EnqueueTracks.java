package dev.muzon.protocol.job;

import dev.muzon.protocol.ChatRef;
import dev.muzon.protocol.Requester;
import dev.muzon.protocol.track.Track;
import java.util.List;

/**
 * extractor-service → voice-call-service: append these to the chat's queue and start playing when idle.
 *
 * @param tracks at least one, in playing order
 */
public record EnqueueTracks(String requestId, ChatRef chat, Requester requester, List<Track> tracks) implements Job {}
