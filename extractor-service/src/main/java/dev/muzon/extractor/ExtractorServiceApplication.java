package dev.muzon.extractor;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The process. */
@SpringBootApplication
public class ExtractorServiceApplication {
    public static void main(String[] args) {
        SpringApplication.run(ExtractorServiceApplication.class, args);
    }
}
