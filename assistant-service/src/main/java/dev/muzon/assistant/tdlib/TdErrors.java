package dev.muzon.assistant.tdlib;

import dev.muzon.protocol.channel.ChannelOutcome;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The table that translates the errors of Telegram and TDLib into failures. */
final class TdErrors {
    private static final String SOURCE_TAKEN = "GROUPCALL_SSRC_DUPLICATE_MUCH";
    private static final String OTHER_KEY =
            "its session is encrypted with another key, which MUZON_TDLIB_KEY_FORMER takes";
    private static final Pattern FLOOD = Pattern.compile("(?:retry after |FLOOD_WAIT_)(\\d+)");

    private static final Known NO_GROUP_CALL = new Known(
            FailureCode.NO_VOICE_CHAT,
            "GROUPCALL_FORBIDDEN",
            "GROUPCALL_INVALID",
            "GROUPCALL_ALREADY_DISCARDED",
            "GROUPCALL_JOIN_MISSING",
            "Video chat is finished",
            "Group call not found");

    /** The first entry whose words occur in an error wins. */
    private static final List<Known> KNOWN = List.of(
            new Known(
                    FailureCode.ASSISTANT_BANNED,
                    "USER_BANNED_IN_CHANNEL",
                    "CHANNEL_PRIVATE",
                    "USER_KICKED",
                    "kicked",
                    "banned",
                    "Can't access the chat",
                    "CHAT_WRITE_FORBIDDEN"),
            new Known(
                    FailureCode.ASSISTANT_CANNOT_JOIN,
                    "INVITE_HASH_EXPIRED",
                    "INVITE_HASH_INVALID",
                    "INVITE_HASH_EMPTY",
                    "USERNAME_NOT_OCCUPIED",
                    "USERNAME_INVALID",
                    "CHANNELS_TOO_MUCH",
                    "USERS_TOO_MUCH",
                    "Chat not found",
                    "invalid invite link",
                    "Wrong invite link"),
            new Known(
                    FailureCode.VOICE_CHAT_RIGHTS_MISSING,
                    "CHAT_ADMIN_REQUIRED",
                    "GROUPCALL_CREATE_FORBIDDEN",
                    "Not enough rights",
                    "not enough rights"),
            new Known(FailureCode.CONFIGURATION, "API_ID_INVALID", "API_ID_PUBLISHED_FLOOD"),
            NO_GROUP_CALL);

    /** The errors that keep an account out of a channel, by their words. */
    private static final Map<String, ChannelOutcome> OUTSIDE = Map.ofEntries(
            Map.entry("USERNAME_NOT_OCCUPIED", ChannelOutcome.NOT_FOUND),
            Map.entry("USERNAME_INVALID", ChannelOutcome.NOT_FOUND),
            Map.entry("INVITE_HASH_EXPIRED", ChannelOutcome.LINK_EXPIRED),
            Map.entry("INVITE_HASH_INVALID", ChannelOutcome.LINK_EXPIRED),
            Map.entry("INVITE_HASH_EMPTY", ChannelOutcome.LINK_EXPIRED),
            Map.entry("invite link", ChannelOutcome.LINK_EXPIRED),
            Map.entry("INVITE_REQUEST_SENT", ChannelOutcome.PENDING),
            Map.entry("CHANNEL_PRIVATE", ChannelOutcome.PRIVATE),
            Map.entry("USER_BANNED_IN_CHANNEL", ChannelOutcome.BANNED),
            Map.entry("USER_KICKED", ChannelOutcome.BANNED),
            Map.entry("kicked", ChannelOutcome.BANNED),
            Map.entry("CHANNELS_TOO_MUCH", ChannelOutcome.ACCOUNT_FULL));

    private static final List<String> WRONG_ENTRIES = List.of(
            "PASSWORD_HASH_INVALID",
            "PHONE_NUMBER_INVALID",
            "PHONE_NUMBER_BANNED",
            "PHONE_NUMBER_UNOCCUPIED",
            "Phone number must be non-empty",
            "PHONE_CODE_INVALID",
            "PHONE_CODE_EMPTY",
            "PHONE_CODE_EXPIRED");

    private TdErrors() {}

    private record Known(FailureCode code, List<String> words) {
        Known(FailureCode code, String... words) {
            this(code, List.of(words));
        }

        boolean is(String text) {
            return words.stream().anyMatch(text::contains);
        }
    }

    /**
     * Translates an error.
     *
     * @param account whose request it was
     * @param activity what was being done, for the detail
     */
    static Failure failure(String account, String activity, TdError error) {
        String detail = activity + ": " + error.code() + " " + error.text();
        Optional<Duration> flood = floodWait(error);
        if (flood.isPresent()) {
            return Failure.floodWait(detail, flood.get(), Failure.FloodWait.Scope.ACCOUNT);
        }
        if (error.isClosed() || error.code() >= 500) {
            return Failure.of(FailureCode.TELEGRAM_UNAVAILABLE, detail);
        }
        if (error.text().contains(SOURCE_TAKEN)) {
            // Another account would fail with it, too. The caller has to send a new payload.
            return Failure.of(FailureCode.CALL_SOURCE_TAKEN, detail);
        }
        if (wrongKey(error)) {
            return Failure.perInstance(FailureCode.SESSION_KEY_WRONG, OTHER_KEY, "account:" + account);
        }
        if (error.code() == 401) {
            return Failure.perInstance(FailureCode.SESSION_LOST, detail, "account:" + account);
        }
        return KNOWN.stream()
                .filter(known -> known.is(error.text()))
                .findFirst()
                .map(known -> Failure.of(known.code(), detail))
                .orElseGet(() -> Failure.perInstance(FailureCode.ACCOUNT_REFUSED, detail, "account:" + account));
    }

    /** Returns how long the account has to wait, empty for other errors. */
    static Optional<Duration> floodWait(TdError error) {
        Matcher flood = FLOOD.matcher(error.text());
        return flood.find() ? Optional.of(Duration.ofSeconds(Long.parseLong(flood.group(1)))) : Optional.empty();
    }

    /** Returns whether another process has the session open, or had it a moment ago: TDLib locks it. */
    static boolean inUse(TdError error) {
        return error.text().contains("already in use");
    }

    /** Returns whether the group call is over, or the account is not in it. */
    static boolean noSuchGroupCall(TdError error) {
        return NO_GROUP_CALL.is(error.text());
    }

    /** Returns whether the session's encryption key is another one. */
    static boolean wrongKey(TdError error) {
        return error.text().contains("Wrong database encryption key");
    }

    /** Returns whether Telegram rejects an invite link. It rejects any link for banned accounts. */
    static boolean linkExpired(TdError error) {
        return error.text().contains("INVITE_HASH_EXPIRED");
    }

    /** Returns whether nobody has this public name. */
    static boolean noSuchName(TdError error) {
        return error.text().contains("USERNAME_NOT_OCCUPIED") || error.text().contains("USERNAME_INVALID");
    }

    /** Returns whether TDLib knows of no such chat. */
    static boolean unknownChat(TdError error) {
        return error.text().equals("Chat not found");
    }

    /** Returns whether there is no such message, or none of the account's any more. */
    static boolean unknownMessage(TdError error) {
        return error.code() == 404
                || error.text().equals("Message not found")
                || error.text().contains("MESSAGE_ID_INVALID");
    }

    /** Returns whether the edit changes nothing. */
    static boolean sameText(TdError error) {
        return error.text().contains("MESSAGE_NOT_MODIFIED");
    }

    /** Returns whether a person typed something wrong while logging in. */
    static boolean wrongEntry(TdError error) {
        return WRONG_ENTRIES.stream().anyMatch(error.text()::contains);
    }

    /** Returns what keeps the account out of a channel for good. Empty for what passes, and for what no table knows. */
    static Optional<ChannelOutcome> channelOutcome(TdError error) {
        return floodWait(error).isPresent()
                ? Optional.empty()
                : OUTSIDE.entrySet().stream()
                        .filter(known -> error.text().contains(known.getKey()))
                        .map(Map.Entry::getValue)
                        .findFirst();
    }

    static boolean alreadyMember(TdError error) {
        return error.text().contains("USER_ALREADY_PARTICIPANT");
    }
}
