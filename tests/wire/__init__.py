"""What holds over the wire: deliveries repeated, forged, cut off and piled up, against real processes."""
