package dev.muzon.protocol.rest;

import dev.muzon.protocol.track.TrackQuery;

/**
 * A wish for the file of a song, from bot-gateway to extractor-service.
 *
 * @param chat its id, because chats get their turns fairly
 * @param person the id of the one who asks
 */
public record SongRequest(long chat, long person, TrackQuery query) {}
