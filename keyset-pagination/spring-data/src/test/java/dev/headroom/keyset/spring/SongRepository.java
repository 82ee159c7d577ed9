package dev.headroom.keyset.spring;

import org.springframework.data.jpa.repository.JpaRepository;

// spotless:off
interface SongRepository extends JpaRepository<Song, Long>, KeysetRepository<Song> {}
// spotless:on
