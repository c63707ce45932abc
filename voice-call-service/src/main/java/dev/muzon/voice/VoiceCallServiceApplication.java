package dev.muzon.voice;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The application's entry point. */
@SpringBootApplication
public class VoiceCallServiceApplication {
    public static void main(String[] args) {
        SpringApplication.run(VoiceCallServiceApplication.class, args);
    }
}
