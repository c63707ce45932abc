package dev.muzon.assistant.channel;

import dev.muzon.protocol.channel.ChannelAddress;
import dev.muzon.protocol.job.AddChannel;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Objects;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * A channel in a chat's list.
 *
 * @param key see {@link dev.muzon.protocol.channel.ChannelView#key()}
 * @param channel null while its admins have not let the account in
 * @param account the one that reads it, or has asked to be let in
 * @param requestId the request that added it
 */
@Document("channelSubscriptions")
record Subscription(
        @Id String id,
        long chat,
        String key,
        @Nullable Long channel,
        String address,
        String account,
        String requestId,
        Instant added) {
    static final String CHAT = "chat";
    static final String CHANNEL = "channel";
    static final String ACCOUNT = "account";

    Subscription {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(account, "account");
        added = Objects.requireNonNullElse(added, Instant.EPOCH);
    }

    static Subscription reading(AddChannel request, StoredChannel channel, Instant now) {
        return of(request, channel.key(), channel.id(), channel.account(), now);
    }

    static Subscription pending(AddChannel request, String account, Instant now) {
        var sum = new CRC32();
        sum.update(request.address().value().getBytes(StandardCharsets.UTF_8));
        return of(request, "p" + HexFormat.of().toHexDigits(sum.getValue(), 8), null, account, now);
    }

    private static Subscription of(
            AddChannel request, String key, @Nullable Long channel, String account, Instant now) {
        long chat = request.chat().id();
        return new Subscription(
                id(chat, key), chat, key, channel, request.address().value(), account, request.requestId(), now);
    }

    static String id(long chat, String key) {
        return chat + "/" + key;
    }

    /** Returns the same subscription of the channel that the account was let into. */
    Subscription approved(StoredChannel read) {
        return new Subscription(
                id(chat, read.key()), chat, read.key(), read.id(), address, read.account(), requestId, added);
    }

    /** Returns the same subscription of another chat. */
    Subscription movedTo(long destination) {
        return new Subscription(id(destination, key), destination, key, channel, address, account, requestId, added);
    }

    ChannelAddress target() {
        return new ChannelAddress(address);
    }

    boolean isPending() {
        return channel == null;
    }
}
