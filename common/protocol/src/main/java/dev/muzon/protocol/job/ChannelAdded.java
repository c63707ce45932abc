package dev.muzon.protocol.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import dev.muzon.protocol.ChatRef;
import dev.muzon.protocol.channel.ChannelAddress;
import dev.muzon.protocol.channel.ChannelOutcome;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.track.Track;
import org.jspecify.annotations.Nullable;

/**
 * The result of {@link AddChannel}, which bot-gateway tells the chat once. A request that waited for an approval has a
 * second one, when it is approved.
 *
 * @param title bounded, null when unknown
 * @param posts how many are kept, or how many channels a full list has
 * @param approved whether the chat was told before that the approval is pending
 * @param failure null unless the outcome is FAILED
 */
public record ChannelAdded(
        String requestId,
        ChatRef chat,
        ChannelAddress address,
        ChannelOutcome outcome,
        @Nullable String title,
        @JsonSetter(nulls = Nulls.AS_EMPTY) int posts,
        @JsonSetter(nulls = Nulls.AS_EMPTY) boolean approved,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Failure failure)
        implements Job {
    public ChannelAdded {
        title = Track.labelOf(title);
    }
}
