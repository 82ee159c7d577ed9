package dev.headroom.examples.musicstore;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The application. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class MusicStore {

    /**
     * Starts the store and keeps it running until the process is told to stop.
     *
     * @param arguments such as {@code --store.scale=100000}
     */
    public static void main(String[] arguments) {
        SpringApplication.run(MusicStore.class, arguments);
    }
}
