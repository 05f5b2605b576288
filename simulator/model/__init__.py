"""How a month goes."""
