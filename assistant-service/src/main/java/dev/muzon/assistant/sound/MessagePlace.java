package dev.muzon.assistant.sound;

import dev.muzon.protocol.channel.ChannelAddress;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A message as every account names it.
 *
 * @param name its chat's public name, null where the id is given
 * @param chat its chat's id, 0 where the name is given
 * @param message its id as the Bot API has it
 */
record MessagePlace(@Nullable String name, long chat, int message) {
    /** The ids of supergroups and channels. In other chats each account counts messages for itself. */
    private static final Pattern SHARED = Pattern.compile("-[1-9][0-9]{12,15}");

    static MessagePlace of(String place, int message) {
        if (message > 0 && SHARED.matcher(place).matches()) {
            return new MessagePlace(null, Long.parseLong(place), message);
        }
        Optional<ChannelAddress> address = ChannelAddress.read("@" + place);
        if (message <= 0 || address.isEmpty()) {
            throw Failure.of(FailureCode.BAD_INPUT, "not the place of a message")
                    .asException();
        }
        return new MessagePlace(address.get().bare(), 0, message);
    }
}
