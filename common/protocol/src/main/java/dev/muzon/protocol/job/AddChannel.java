package dev.muzon.protocol.job;

import dev.muzon.protocol.ChatRef;
import dev.muzon.protocol.Requester;
import dev.muzon.protocol.channel.ChannelAddress;

/**
 * A request to read a channel for a chat, from bot-gateway to assistant-service. It ends in a {@link ChannelAdded}.
 *
 * @param requestId {@code tg:<update_id>}. It is also the job's dedupe id
 * @param chat whose list the channel joins. A person's own id in a private chat
 */
public record AddChannel(String requestId, ChatRef chat, Requester requester, ChannelAddress address) implements Job {}
