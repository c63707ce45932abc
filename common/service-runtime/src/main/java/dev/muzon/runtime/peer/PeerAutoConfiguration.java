package dev.muzon.runtime.peer;

import dev.muzon.runtime.config.MuzonProperties;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.restclient.autoconfigure.RestClientAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.web.client.RestClient;

/** Clients of the other services. A test may bring its own. */
@AutoConfiguration(after = RestClientAutoConfiguration.class)
class PeerAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean(Peers.class)
    HttpPeers peers(RestClient.Builder builder, MuzonProperties settings) {
        return new HttpPeers(builder, settings);
    }
}
