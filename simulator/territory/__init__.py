"""What is there: communes, venues, organisations, stations, travel times."""
