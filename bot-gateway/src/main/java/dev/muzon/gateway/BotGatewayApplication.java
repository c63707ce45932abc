package dev.muzon.gateway;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The process. */
@SpringBootApplication
public class BotGatewayApplication {
    public static void main(String[] args) {
        SpringApplication.run(BotGatewayApplication.class, args);
    }
}
