package dev.muzon.protocol.channel;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The results of adding a channel, and what becomes of it later. */
public enum ChannelOutcome {
    /** The account is in, and what was there is read. */
    READING("reading"),
    NOT_FOUND("not-found"),
    /** The channel is private, and only an invite link leads into it. */
    PRIVATE("private"),
    /** An admin of the channel has to approve the request first. */
    PENDING("pending"),
    /** The name or the link leads to a person, a bot or a group. */
    NOT_A_CHANNEL("not-a-channel"),
    LINK_EXPIRED("link-expired"),
    DECLINED("declined"),
    /** A bot checks who joins, and the account cannot answer it. */
    GUARDED("guarded"),
    BANNED("banned"),
    /** The account is in as many chats as Telegram allows. */
    ACCOUNT_FULL("account-full"),
    /** The chat has as many channels as the operator allows. */
    LIST_FULL("list-full"),
    /** The account was in, and was put out of the channel. */
    LOST("lost"),
    /** Given up, as the failure beside it says. */
    FAILED("failed");

    private final String value;

    ChannelOutcome(String value) {
        this.value = value;
    }

    @JsonValue
    public String value() {
        return value;
    }

    /** Returns {@link #FAILED} for one that only a newer peer knows. */
    @JsonCreator
    static ChannelOutcome of(@Nullable String value) {
        return Arrays.stream(values())
                .filter(outcome -> outcome.value.equals(value))
                .findFirst()
                .orElse(FAILED);
    }
}
