package dev.headroom.examples.musicstore.catalog;

import dev.headroom.keyset.spring.KeysetRepository;
import org.springframework.data.repository.Repository;

/** Pages of tracks, in any of their orders. */
interface TrackRepository extends Repository<Track, Integer>, KeysetRepository<Track> {}
