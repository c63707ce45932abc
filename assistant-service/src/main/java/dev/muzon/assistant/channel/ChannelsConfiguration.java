package dev.muzon.assistant.channel;

import dev.muzon.protocol.job.AddChannel;
import dev.muzon.protocol.job.JobTypes;
import dev.muzon.protocol.job.MoveChannels;
import dev.muzon.runtime.jobs.JobConsumer;
import dev.muzon.runtime.jobs.OneTypeConsumer;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The settings of channels, and the consumers of what chats ask for. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ChannelsProperties.class)
class ChannelsConfiguration {
    /** Few at once: Telegram wants pauses between joins anyway. */
    private static final int JOINS = 4;

    @Bean
    JobConsumer<AddChannel> addChannelConsumer(ChannelRequests requests) {
        return OneTypeConsumer.of(JobTypes.ADD_CHANNEL, requests::add)
                .parallel(JOINS)
                .telling(requests::giveUp);
    }

    @Bean
    JobConsumer<MoveChannels> moveChannelsConsumer(ChannelStore store) {
        return OneTypeConsumer.of(
                JobTypes.MOVE_CHANNELS,
                move -> store.move(move.chat().id(), move.destination().id()));
    }
}
