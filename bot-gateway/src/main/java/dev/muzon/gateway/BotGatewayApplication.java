package dev.muzon.gateway;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.scheduling.annotation.EnableScheduling;

/** The process. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class BotGatewayApplication {
    public static void main(String[] args) {
        SpringApplication.run(BotGatewayApplication.class, args);
    }
}
